using System.IO.Compression;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;

namespace Voxmark.IngestService.Tests.Uploads;

public sealed class ZipUploadTests(IngestFactory factory) : IClassFixture<IngestFactory>
{
    private readonly HttpClient _client = factory.ClientOf("annotator");

    [Fact]
    public async Task Upload_OfAZip_GivesEveryEntryAnOutcome()
    {
        var zip = Zip(("CT/1.dcm", new CtImage().ToBytes()), ("CT/readme.txt", "text"u8.ToArray()));

        var outcomes = await SendAsync(zip);

        Assert.Equal(
            [("all.zip/CT/1.dcm", FileDisposition.Stored, null), ("all.zip/CT/readme.txt", FileDisposition.Rejected, "Not a DICOM file.")],
            outcomes.Select(o => (o.Name, o.Outcome, o.Reason)));
    }

    [Theory]
    [InlineData("../../etc/1.dcm")]
    [InlineData(@"..\1.dcm")]
    public async Task Upload_OfAZipWhoseNamesLeadOut_RefusesThoseEntries(string name)
    {
        var outcomes = await SendAsync(Zip((name, new CtImage().ToBytes())));

        Assert.Equal((FileDisposition.Rejected, "Its name leads out of the zip."), (outcomes[0].Outcome, outcomes[0].Reason));
    }

    [Fact]
    public async Task Upload_OfAZipWithAnUnprintableName_KeepsTheFile()
    {
        var outcomes = await SendAsync(Zip(("a\0b\n.dcm", new CtImage().ToBytes())));

        Assert.Equal(("all.zip/ab.dcm", FileDisposition.Stored), (outcomes[0].Name, outcomes[0].Outcome));
    }

    [Fact]
    public async Task Upload_OfAGzip_KeepsTheFileInside()
    {
        var outcome = await _client.SendAsync(Gzip(new CtImage().ToBytes()));

        Assert.Equal((FileDisposition.Stored, null), (outcome.Outcome, outcome.Reason));
    }

    [Fact]
    public async Task Upload_OfAGzipCutShort_SaysSo()
    {
        var outcome = await _client.SendAsync(Gzip(new CtImage { Rows = 64, Columns = 64 }.ToBytes())[..^20]);

        Assert.Equal(FileDisposition.Rejected, outcome.Outcome);
    }

    [Fact]
    public async Task Upload_OfAZipWithNothingButAMacsOwnFiles_IsEmpty() =>
        Assert.Equal("The zip is empty.", Assert.Single(await SendAsync(Zip(("CT/.DS_Store", [0]), ("__MACOSX/CT/._1.dcm", [0])))).Reason);

    [Fact]
    public async Task Upload_OfAZipInsideAZip_RefusesTheInnerOne()
    {
        var outcomes = await SendAsync(Zip(("inner.zip", Zip(("1.dcm", new CtImage().ToBytes())))));

        Assert.Equal("It is a zip inside a zip. Send it by itself.", outcomes[0].Reason);
    }

    [Fact]
    public async Task Upload_OfAZipBomb_StopsEarly()
    {
        // 600 MB of zeros are 0.6 MB of zip: a thousandfold.
        var outcomes = await SendAsync(Zip(Enumerable.Range(0, 3).Select(n => ($"{n}.dcm", new byte[200 << 20])).ToArray()));

        Assert.StartsWith("The zip unpacks to far more than its size", outcomes[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_OfAZipCutShort_SaysSo()
    {
        var outcomes = await SendAsync(Zip(("1.dcm", new CtImage().ToBytes()))[..^30]);

        Assert.Equal(
            (FileDisposition.Rejected, "The zip is damaged or cut short. Send it again."), (outcomes[0].Outcome, outcomes[0].Reason));
    }

    [Fact]
    public async Task Upload_OfAZipWithTooManyEntries_IsRefusedAsAWhole()
    {
        var outcomes = await SendAsync(Zip(Enumerable.Range(0, 50_001).Select(n => ($"{n}", Array.Empty<byte>())).ToArray()));

        Assert.Equal("The zip holds more than 50000 files. Send it in parts.", Assert.Single(outcomes).Reason);
    }

    private async Task<IReadOnlyList<FileOutcome>> SendAsync(byte[] zip) =>
        await _client.SendAsync(await _client.StartUploadAsync(), "all.zip", zip);

    private static byte[] Gzip(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(content);
        return stream.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }

        return stream.ToArray();
    }
}
