using System.Text;
using FellowOakDicom;
using FellowOakDicom.IO.Buffer;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;

namespace Voxmark.IngestService.Tests.Uploads;

/// <summary>What must hold whichever library reads the files.</summary>
public sealed class ForeignFileTests(IngestFactory factory) : IClassFixture<IngestFactory>
{
    private readonly HttpClient _client = factory.ClientOf("annotator");

    [Fact]
    public async Task Upload_OfSixtyThousandNestedSequences_IsRefusedAndTheNextFileStored()
    {
        var nested = await _client.SendAsync(WithNestedSequences(60_000));

        Assert.Equal(FileDisposition.Rejected, nested.Outcome);
        Assert.Equal(FileDisposition.Stored, (await _client.SendAsync(new CtImage().ToBytes())).Outcome);
    }

    /// <summary>Many Korean scanners name the character set and leave the escape sequences out.</summary>
    [Fact]
    public async Task PatientName_InKoreanWithoutEscapeSequences_IsReadable()
    {
        var korean = CodePagesEncodingProvider.Instance.GetEncoding(949)!;
        var file = new CtImage().ToFile();
        file.Dataset.AddOrUpdate(DicomTag.SpecificCharacterSet, "", "ISO 2022 IR 149");
        file.Dataset.AddOrUpdate(new DicomPersonName(
            DicomTag.PatientName, [Encoding.ASCII, korean], new MemoryByteBuffer(korean.GetBytes("Hong^Gildong=洪^吉洞=홍^길동 "))));

        var series = await _client.UploadSeriesAsync([Bytes(file)]);

        Assert.Equal("洪 吉洞 (Hong Gildong)", series.Study.PatientName);
    }

    /// <summary>Implicit VR little endian; a referenced series sequence in each item of the one outside it.</summary>
    private static byte[] WithNestedSequences(int depth)
    {
        byte[] opened = [0x08, 0x00, 0x15, 0x11, 0xff, 0xff, 0xff, 0xff, 0xfe, 0xff, 0x00, 0xe0, 0xff, 0xff, 0xff, 0xff];
        using var stream = new MemoryStream();
        new DicomFile(new DicomDataset(DicomTransferSyntax.ImplicitVRLittleEndian)
        {
            { DicomTag.SOPClassUID, DicomUID.CTImageStorage }, { DicomTag.SOPInstanceUID, DicomUID.Generate() },
        }).Save(stream);
        for (var i = 0; i < depth; i++)
            stream.Write(opened);
        return stream.ToArray();
    }

    private static byte[] Bytes(DicomFile file)
    {
        using var stream = new MemoryStream();
        file.Save(stream);
        return stream.ToArray();
    }
}
