using System.Net.Sockets;
using FellowOakDicom;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;
using Voxmark.Tests;

namespace Voxmark.IngestService.Tests.Dimse;

/// <summary>The service with somebody else's implementation as its peer.</summary>
public sealed class DcmtkTests(DimseFactory factory) : IClassFixture<DimseFactory>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voxmark-dcmtk-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("MODALITY", "VOXMARK", 0, "Received Echo Response (Success)")]
    [InlineData("MODALITY", "OTHER", 1, "Called AE Title Not Recognized")]
    [InlineData("STRANGER", "VOXMARK", 1, "Calling AE Title Not Recognized")]
    public async Task Echo_IsAnsweredToThoseWhoMayAsk(string calling, string called, int exitCode, string says)
    {
        var (code, output) = await Dcmtk.RunAsync("echoscu", "-v", "-aet", calling, "-aec", called, "127.0.0.1", $"{factory.Port}");

        Assert.Contains(says, output, StringComparison.Ordinal);
        Assert.Equal(exitCode == 0, code == 0);
    }

    [Fact]
    public async Task Store_OfAnImage_KeepsTheDatasetByteForByte()
    {
        var image = new CtImage { Rows = 512, Columns = 512 };
        var path = Path.Combine(_folder, "image.dcm");
        image.ToFile().Save(path);
        // Rewritten by DCMTK, so that storescu sends the bytes that are in the file.
        Assert.Equal(0, (await Dcmtk.RunAsync("dcmconv", "+te", path, path)).ExitCode);

        var output = await Dcmtk.StoreAsync(factory.Port, [path]);

        Assert.Contains("Received Store Response (Success)", output, StringComparison.Ordinal);
        var kept = await File.ReadAllBytesAsync(Path.Combine(
            factory.StoreRoot, "dicom", image.StudyInstanceUid, image.SeriesInstanceUid, $"{image.SopInstanceUid}.dcm"));
        var sent = await File.ReadAllBytesAsync(path);
        Assert.Equal(sent[DatasetStart(sent)..], kept[DatasetStart(kept)..]);
    }

    [SharedDataFact]
    public async Task Store_OfTwoRealSeriesAtOnce_KeepsAndBuildsBoth()
    {
        var folders = new[] { SharedData.PathOf("ct_crlm1004", "dicom"), SharedData.PathOf("mr_tcga_bc_4073", "dicom") };

        var outputs = await Task.WhenAll(folders.Select(folder => Dcmtk.StoreAsync(factory.Port, [folder])));

        Assert.Equal([41, 30], outputs.Select(output => Dcmtk.CountOf(output, "Received Store Response (Success)")));
        foreach (var folder in folders)
        {
            var files = Directory.GetFiles(folder);
            var uid = DicomFile.Open(files[0]).Dataset.GetString(DicomTag.SeriesInstanceUID);
            var series = await factory.ClientOf("annotator").WaitForSeriesAsync(uid);
            Assert.Equal((SeriesState.Ready, files.Length), (series.Series.State, series.Slices.Count));
        }
    }

    /// <summary>Compressed files go as they are; storescu has no option for the other compressed syntaxes.</summary>
    [SharedDataTheory]
    [InlineData("-xy", "1.2.840.10008.1.2.4.50")]
    [InlineData("-xx", "1.2.840.10008.1.2.4.51")]
    [InlineData("-xs", "1.2.840.10008.1.2.4.70")]
    [InlineData("-xt", "1.2.840.10008.1.2.4.80")]
    [InlineData("-xu", "1.2.840.10008.1.2.4.81")]
    [InlineData("-xv", "1.2.840.10008.1.2.4.90")]
    [InlineData("-xw", "1.2.840.10008.1.2.4.91")]
    [InlineData("-xr", "1.2.840.10008.1.2.5")]
    public async Task Store_OfCompressedFilesOfTheZoo_AnswersEach(string syntaxOption, string syntax)
    {
        var files = Zoo.Where(path => SyntaxOf(path) == syntax).ToList();

        var output = await Dcmtk.StoreAsync(factory.Port, files, syntaxOption);

        Assert.NotEmpty(files);
        AssertFitting(output);
        Assert.Equal(Dcmtk.CountOf(output, "Sending file"), Dcmtk.CountOf(output, "Received Store Response"));
    }

    [SharedDataFact]
    public async Task Store_OfUncompressedFilesOfTheZoo_AnswersWhatIsSent()
    {
        string[] compressed = ["1.2.840.10008.1.2.4", "1.2.840.10008.1.2.5"];
        var files = Zoo.Where(path => !compressed.Any(prefix => SyntaxOf(path)?.StartsWith(prefix, StringComparison.Ordinal) == true));

        var output = await Dcmtk.StoreAsync(factory.Port, files);

        AssertFitting(output);
        Assert.InRange(Dcmtk.CountOf(output, "Received Store Response"), 100, int.MaxValue);
    }

    /// <summary>Noise, a beginning without an end, and peers that vanish: the others go on.</summary>
    [Fact]
    public async Task Echo_AfterManyBadPeers_IsAnswered()
    {
        var random = new Random(20_260);
        for (var i = 0; i < 50; i++)
        {
            using var peer = new TcpClient();
            await peer.ConnectAsync("127.0.0.1", factory.Port);
            var noise = new byte[random.Next(1, 2000)];
            random.NextBytes(noise);
            noise[0] = (byte)random.Next(8);
            try
            {
                await peer.GetStream().WriteAsync(noise);
            }
            catch (IOException)
            {
                // Hung up upon already.
            }

            peer.LingerState = new LingerOption(i % 2 == 0, 0);
        }

        var (code, _) = await Dcmtk.RunAsync("echoscu", "-aet", "MODALITY", "-aec", "VOXMARK", "127.0.0.1", $"{factory.Port}");

        Assert.Equal(0, code);
    }

    private static IEnumerable<string> Zoo =>
        Directory.EnumerateFiles(SharedData.PathOf("zoo"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    /// <summary>Null where the file does not say.</summary>
    private static string? SyntaxOf(string path)
    {
        try
        {
            return DicomFile.Open(path).FileMetaInfo.TryGetSingleValue(DicomTag.TransferSyntaxUID, out DicomUID uid) ? uid.UID : null;
        }
        catch (DicomFileException)
        {
            return null;
        }
    }

    /// <summary>Stored, set aside or refused: each answer is one of these, and the association lasts to the end.</summary>
    private static void AssertFitting(string output)
    {
        string[] fitting =
        [
            "(Success)", "(Warning: CoercionOfDataElements)", "(Error: CannotUnderstand)", "(Error: DataSetDoesNotMatchSOPClass)",
        ];
        var answers = output.Split('\n').Where(line => line.Contains("Received Store Response", StringComparison.Ordinal));
        Assert.All(answers, answer => Assert.Contains(fitting, outcome => answer.Contains(outcome, StringComparison.Ordinal)));
        Assert.DoesNotContain("Peer aborted", output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Releasing Association", output, StringComparison.Ordinal);
    }

    private static int DatasetStart(byte[] file) => 132 + 12 + BitConverter.ToInt32(file, 140);
}
