using System.Text;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;

namespace Voxmark.SystemTests;

/// <summary>Nothing that any process writes names a patient, whatever is done with the images and however it fails.</summary>
[Collection(RunningSystemGroup.Name)]
public sealed class SilentLogsTests(RunningSystem system)
{
    private readonly string _name = $"Geheim{Guid.NewGuid():N}"[..20];
    private readonly string _id = $"MRN{Guid.NewGuid():N}"[..20];

    [Fact]
    public async Task Logs_AfterUploadingSearchingAndViewing_NameNobody()
    {
        var folder = Directory.CreateTempSubdirectory("voxmark-silent-");
        var image = new CtImage { PatientName = $"{_name}^Min", PatientId = _id };
        var file = Path.Combine(folder.FullName, "1.dcm");
        await File.WriteAllBytesAsync(file, image.ToBytes());
        var other = Path.Combine(folder.FullName, "2.dcm");
        await File.WriteAllBytesAsync( // same UID, other content
            other, (image with { PatientName = $"{_name}^Other", Voxels = new short[64] }).ToBytes());
        var broken = Path.Combine(folder.FullName, "3.dcm");
        await File.WriteAllBytesAsync(broken, (image with { SopInstanceUid = "1.2.3.4.5" }).ToBytes()[..^40]);

        var detail = await system.Client.UploadSeriesAsync([file]);
        var upload = await system.Client.PostAsync<UploadStarted>("/api/uploads");
        await system.Client.UploadFileAsync(upload.UploadId, other);
        await system.Client.UploadFileAsync(upload.UploadId, broken);
        var page = await system.Client.GetAsync<StudyPage>($"/api/studies?search={_name}");
        Assert.Contains(page.Studies, study => study.PatientName?.Contains(_name, StringComparison.Ordinal) == true); // it is there to leak
        foreach (var address in new[]
        {
            $"/studies?search={_name}", $"/series/{detail.Series.SeriesInstanceUid}/area",
            $"/api/series/{detail.Series.SeriesInstanceUid}/slices/0",
            $"/api/studies?search={_name}&page=x", $"/api/series/{_name}", $"/api/studies/{_id}?{_name}=1", $"/nothing?{_name}",
        })
            (await system.Client.GetAsync(address)).Dispose();
        folder.Delete(recursive: true);

        Assert.Empty(LogsThatName(_name, _id));
        Assert.DoesNotContain(_name, system.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(_name, await system.Client.GetStringAsync("/api/access/audit.csv"), StringComparison.Ordinal);
    }

    /// <summary>Every file whose name says log, below the data folder: ours, PostgreSQL's and RabbitMQ's.</summary>
    private IReadOnlyList<string> LogsThatName(params string[] secrets)
    {
        var everywhere = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        var logs = Directory.EnumerateFiles(system.DataFolder, "*", everywhere)
            .Where(file => Path.GetRelativePath(system.DataFolder, file).Contains("log", StringComparison.OrdinalIgnoreCase)
                && !file.Contains("pg_", StringComparison.Ordinal)).ToList();
        return [.. logs.Where(file => secrets.Any(secret => ReadShared(file).Contains(secret, StringComparison.Ordinal)))];
    }

    private static string ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var text = new StreamReader(stream, Encoding.UTF8);
        return text.ReadToEnd();
    }
}
