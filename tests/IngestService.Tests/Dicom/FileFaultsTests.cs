using FellowOakDicom.Imaging.Codec;
using Voxmark.IngestService.Dicom;

namespace Voxmark.IngestService.Tests.Dicom;

public sealed class FileFaultsTests
{
    public static TheoryData<Exception> Decoders { get; } =
        [new DicomCodecException("x"), new InvalidOperationException(), new IOException(), new DivideByZeroException()];

    public static TheoryData<Exception> Outages { get; } =
        [new FileNotFoundException(), new ObjectDisposedException("x"), new OperationCanceledException(), new TimeoutException()];

    [Theory]
    [MemberData(nameof(Decoders))]
    public void IsOfThePixels_OfWhatDecodersThrow_IsTrue(Exception exception) => Assert.True(FileFaults.IsOfThePixels(exception));

    [Theory]
    [MemberData(nameof(Outages))]
    public void IsOfThePixels_OfOutages_IsFalse(Exception exception) => Assert.False(FileFaults.IsOfThePixels(exception));

    [Fact]
    public void IsOfTheFile_OfADiskThatFails_IsFalse() => Assert.False(FileFaults.IsOfTheFile(new IOException()));
}
