using System.IO.Compression;
using FellowOakDicom;
using static Voxmark.FellowOakDicom.Tests.Part10;

namespace Voxmark.FellowOakDicom.Tests;

/// <summary>What foreign bytes cannot make the reader do.</summary>
public sealed class DicomFileBoundsTests
{
    private const long SmallBytes = 4 * 1024 * 1024;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_WhenLengthLies_AllocatesNoMoreThanTheStreamHolds(bool canSeek)
    {
        var bytes = File(ExplicitLittle, Explicit(0x7fe00010, "OB", 0x70000000, [1, 2, 3, 4]));
        using Stream stream = canSeek ? new MemoryStream(bytes) : new OneWayStream(bytes);
        DicomFile.Open(new MemoryStream(bytes));   // The dictionary is loaded once, and is not what is measured.
        var before = GC.GetAllocatedBytesForCurrentThread();

        var file = DicomFile.Open(stream, FileReadOption.ReadAll);

        Assert.True(file.IsPartial);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, SmallBytes);
    }

    [Fact]
    public void Open_WhenNestedTooDeep_ThrowsDicomFileException()
    {
        var bytes = File(ImplicitLittle, Join([.. Enumerable.Repeat(
            Join(Implicit(0x00081115, Undefined, []), Item(Undefined)), 100_000)]));

        var exception = Assert.Throws<DicomFileException>(() => DicomFile.Open(new MemoryStream(bytes)));

        Assert.Contains("nested", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WhenTagsDescend_TakesNoQuadraticTime()
    {
        // 190,000 elements, each to be sorted before the ones already there.
        var elements = new List<byte>();
        for (var i = 190_000; i > 0; i--)
        {
            var number = 0x20000000u + (uint)(i / 0x8000 * 0x20000) + (uint)(i % 0x8000);
            elements.AddRange(Implicit(number, []));
        }

        var file = DicomFile.Open(new MemoryStream(File(ImplicitLittle, Implicit(0x00080060, "CT"), [.. elements])));

        Assert.Equal(190_001, file.Dataset.Count());
    }

    [Fact]
    public void Open_WhenThereAreMillionsOfEmptyItems_ThrowsDicomFileException()
    {
        // A million items of eight bytes: 8 MB that would become hundreds.
        var items = new byte[1_000_000 * 8];
        for (var i = 0; i < items.Length; i += 8)
        {
            (items[i], items[i + 1], items[i + 3]) = (0xfe, 0xff, 0xe0);
        }

        var bytes = File(ExplicitLittle, Explicit(0x00081115, "SQ", items));

        Assert.Throws<DicomFileException>(() => DicomFile.Open(new MemoryStream(bytes)));
    }

    [Fact]
    public void Open_WhenDeflatedDataIsABomb_ThrowsDicomFileException()
    {
        // One element of 140 MB of zeros, which deflates to less than a hundredth.
        using var body = new MemoryStream();
        using (var deflate = new DeflateStream(body, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(Explicit(0x7fe00010, "OB", 140_000_000, []));
            var zeros = new byte[1_000_000];
            for (var i = 0; i < 140; i++)
            {
                deflate.Write(zeros);
            }
        }

        byte[] bytes = [.. File(Deflated), .. body.ToArray()];

        Assert.Throws<DicomFileException>(() => DicomFile.Open(new MemoryStream(bytes), FileReadOption.ReadAll));
    }
}
