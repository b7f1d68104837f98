using System.Net.Http.Headers;
using System.Text.Json;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;
using Voxmark.Tests;

namespace Voxmark.SystemTests;

/// <summary>Odd files from many makers, by each way into the running system: every one gets an outcome.</summary>
[Collection(RunningSystemGroup.Name)]
public sealed class ZooTests(RunningSystem system)
{
    private static IEnumerable<string> Files =>
        Directory.EnumerateFiles(SharedData.PathOf("zoo"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    [SharedDataFact]
    public async Task Upload_OfEachFile_HasAnOutcomeAndAReasonWhereItIsRefused()
    {
        var upload = await system.Client.PostAsync<UploadStarted>("/api/uploads");

        foreach (var file in Files)
        {
            var outcome = Assert.Single(await system.Client.UploadFileAsync(upload.UploadId, file));
            Assert.True(
                outcome.Outcome is FileDisposition.Stored or FileDisposition.AlreadyThere || outcome.Reason is { Length: > 10 },
                $"{file}: {outcome.Outcome} {outcome.Reason}");
        }
    }

    [SharedDataFact]
    public async Task Stow_OfEachFile_IsStoredOrRefusedWithAReason()
    {
        foreach (var file in Files)
        {
            using var part = new ByteArrayContent(await File.ReadAllBytesAsync(file))
            {
                Headers = { ContentType = new("application/dicom") },
            };
            using var body = new MultipartContent("related") { part };
            body.Headers.ContentType!.Parameters.Add(new NameValueHeaderValue("type", "\"application/dicom\""));

            using var response = await system.Client.PostAsync("/dicom-web/studies", body);

            Assert.True((int)response.StatusCode is 200 or 202 or 409, $"{file}: {(int)response.StatusCode}");
            using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
            Assert.True(answer.RootElement.EnumerateObject().Any(), file);
        }
    }

    /// <summary>storescu offers one compressed syntax at a time; what it cannot send is not the system's to answer.</summary>
    [SharedDataTheory]
    [InlineData("-x=")]
    [InlineData("-xs")]
    [InlineData("-xv")]
    [InlineData("-xr")]
    public async Task CStore_OfAllFiles_AnswersEachThatIsSent(string syntaxOption)
    {
        var output = await Dcmtk.StoreAsync(system.DimsePort, Files, syntaxOption);

        Assert.InRange(Dcmtk.CountOf(output, "Sending file"), 1, int.MaxValue);
        Assert.DoesNotContain("Peer aborted", output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Refused: OutOfResources", output, StringComparison.Ordinal);
        Assert.Contains("Releasing Association", output, StringComparison.Ordinal);
    }
}
