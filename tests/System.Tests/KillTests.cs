using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Npgsql;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;
using Voxmark.Imaging.Phantoms;
using Voxmark.Imaging.Volumes;

namespace Voxmark.SystemTests;

/// <summary>
/// <c>kill -9</c> in the middle of an upload, and again while the volume is built. The host starts anew what was killed;
/// the sender sends again what it got no answer for.
/// </summary>
[Collection(RunningSystemGroup.Name)]
public sealed class KillTests(RunningSystem system)
{
    private const int FilesAtOnce = 6;
    private const int AnswersBeforeTheKill = 15;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly PhantomSeries _series = new(new AbdomenPhantom(Columns: 64, Rows: 48, Slices: 48, PixelMm: 6));

    [Theory]
    [InlineData("IngestService.dll")]
    [InlineData("bin/postgres")]
    [InlineData("beam.smp")]
    public async Task Kill_DuringAnUploadAndTheBuild_LosesNothingAndDoublesNothing(string program)
    {
        var images = _series.Images().ToDictionary(image => image.SopInstanceUid, image => image.ToBytes());
        var upload = await system.Client.PostAsync<UploadStarted>("/api/uploads");
        var killed = 0;

        var acknowledged = await SendAsync(upload, images, answers =>
        {
            if (answers == AnswersBeforeTheKill)
                killed = Kill(program);
        });
        await RestartedAsync(program, killed);
        foreach (var sop in acknowledged)
            Assert.Equal(images[sop], await File.ReadAllBytesAsync(PathOf(sop)));

        var again = await EventuallyAllAsync(upload, images);
        Assert.All(again.Values, outcome => Assert.True(
            outcome.Outcome is FileDisposition.Stored or FileDisposition.AlreadyThere, $"{outcome.Outcome}: {outcome.Reason}"));
        Assert.All(acknowledged, sop => Assert.Equal(FileDisposition.AlreadyThere, again[sop].Outcome));
        await system.Client.PostAsync<UploadReport>($"/api/uploads/{upload.UploadId}/complete");
        await RestartedAsync(program, Kill(program));

        var detail = await EventuallyAsync(
            () => system.Client.GetAsync<SeriesDetail>($"/api/series/{_series.SeriesInstanceUid}"),
            detail => detail.Series.State != SeriesState.Receiving);
        Assert.Equal((SeriesState.Ready, images.Count, images.Count), (detail.Series.State, detail.Series.ImageCount, detail.Slices.Count));
        using (var volume = SeriesVolume.Open(
            Path.Combine(system.DataFolder, "objects", "volumes", _series.SeriesInstanceUid, $"{detail.VolumeId}.vxv")))
            Assert.Equal((images.Count, detail.VolumeId), (volume.Header.Slices, volume.Header.Id));
        await IndexAndFolderAgreeAsync(images.Keys);
        await EventuallyAsync(() => CountAsync("SELECT count(*) FROM imaging.outbox"), left => left == 0);
    }

    [Fact]
    public async Task Kill_OfTheService_LeavesOnlyPendingRowsThatItsNextStartMends()
    {
        var images = _series.Images().ToDictionary(image => image.SopInstanceUid, image => image.ToBytes());
        var upload = await system.Client.PostAsync<UploadStarted>("/api/uploads");
        var killed = 0;
        var acknowledged = await SendAsync(upload, images, answers =>
        {
            if (answers == AnswersBeforeTheKill)
                killed = Kill("IngestService.dll");
        });
        await ExecuteAsync("UPDATE imaging.instances SET received_at = received_at - interval '1 hour' WHERE state = 'Pending'");
        await RestartedAsync("IngestService.dll", killed);
        await RestartedAsync("IngestService.dll", Kill("IngestService.dll")); // finds pending rows that are old

        await EventuallyAsync(
            () => CountAsync("SELECT count(*) FROM imaging.instances WHERE state = 'Pending'"), pending => pending == 0);
        var kept = await StoredAsync();
        Assert.Empty(acknowledged.Except(kept));
        Assert.All(kept, sop => Assert.Equal(images[sop], File.ReadAllBytes(PathOf(sop))));
        await IndexAndFolderAgreeAsync(kept);
    }

    /// <returns>SOP instances that were answered to be stored.</returns>
    private async Task<IReadOnlyCollection<string>> SendAsync(
        UploadStarted upload, Dictionary<string, byte[]> images, Action<int> afterAnswers)
    {
        var acknowledged = new ConcurrentBag<string>();
        var answers = 0;
        await Parallel.ForEachAsync(images, new ParallelOptions { MaxDegreeOfParallelism = FilesAtOnce }, async (image, _) =>
        {
            if (await TrySendAsync(upload, image.Value) is not { Outcome: FileDisposition.Stored } outcome)
                return;
            acknowledged.Add(outcome.SopInstanceUid!);
            afterAnswers(Interlocked.Increment(ref answers));
        });
        Assert.InRange(answers, AnswersBeforeTheKill, images.Count);
        return acknowledged;
    }

    /// <returns>Null when there was no answer, or one that says to try again.</returns>
    private async Task<FileOutcome?> TrySendAsync(UploadStarted upload, byte[] image)
    {
        try
        {
            using var response = await system.Client.PostAsync(
                $"/api/uploads/{upload.UploadId}/files?name=a.dcm", new ByteArrayContent(image));
            if (response.IsSuccessStatusCode)
                return Assert.Single((await response.Content.ReadFromJsonAsync<FileOutcome[]>(Api.Json))!);
            Assert.Contains(
                response.StatusCode,
                new[] { HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable, HttpStatusCode.GatewayTimeout });
            return null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private async Task<Dictionary<string, FileOutcome>> EventuallyAllAsync(UploadStarted upload, Dictionary<string, byte[]> images)
    {
        var outcomes = new Dictionary<string, FileOutcome>();
        foreach (var (sop, image) in images)
            outcomes[sop] = (await EventuallyAsync(() => TrySendAsync(upload, image), outcome => outcome is not null))!;
        return outcomes;
    }

    private int Kill(string program)
    {
        var id = Find(program) ?? throw new InvalidOperationException($"{program} does not run.");
        using var process = Process.GetProcessById(id);
        process.Kill();
        return id;
    }

    private int? Find(string program) =>
        system.Processes().Where(process => process.CommandLine.Contains(program, StringComparison.Ordinal))
            .Select(process => (int?)process.Id).FirstOrDefault();

    /// <summary>Until another process is there and every service answers through the gateway.</summary>
    private async Task RestartedAsync(string program, int killed)
    {
        await EventuallyAsync(() => Task.FromResult(Find(program)), id => id is not null && id != killed);
        foreach (var path in new[] { "/health/ready", "/api/studies", "/api/labels", "/api/inference/models", "/api/quant/results" })
            await EventuallyAsync(async () =>
            {
                using var response = await system.Client.GetAsync(path);
                return (response.StatusCode, await response.Content.ReadAsStringAsync());
            }, answer => answer.StatusCode < HttpStatusCode.InternalServerError);
    }

    /// <summary>Exactly these instances are stored, in one series of one study, and the folder holds exactly their files.</summary>
    private async Task IndexAndFolderAgreeAsync(IReadOnlyCollection<string> sopInstances)
    {
        Assert.Equal(sopInstances.Order(StringComparer.Ordinal), (await StoredAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(1, await CountAsync(
            $"SELECT count(*) FROM imaging.series WHERE study_instance_uid = '{_series.StudyInstanceUid}'"));
        Assert.Equal(1, await CountAsync(
            $"SELECT count(*) FROM imaging.studies WHERE study_instance_uid = '{_series.StudyInstanceUid}'"));
        var study = Path.Combine(system.DataFolder, "objects", "dicom", _series.StudyInstanceUid);
        Assert.Equal(
            sopInstances.Select(PathOf).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(study, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }

    private string PathOf(string sopInstanceUid) => Path.Combine(
        system.DataFolder, "objects", "dicom", _series.StudyInstanceUid, _series.SeriesInstanceUid, $"{sopInstanceUid}.dcm");

    private async Task<List<string>> StoredAsync()
    {
        await using var database = NpgsqlDataSource.Create(system.DatabaseConnection!);
        await using var command = database.CreateCommand(
            $"""
            SELECT sop_instance_uid FROM imaging.instances
            WHERE series_instance_uid = '{_series.SeriesInstanceUid}' AND state = 'Stored'
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var stored = new List<string>();
        while (await reader.ReadAsync())
            stored.Add(reader.GetString(0));
        return stored;
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(system.DatabaseConnection!);
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(system.DatabaseConnection!);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Failures count as "not yet".</summary>
    private static async Task<T> EventuallyAsync<T>(Func<Task<T>> look, Func<T, bool> until)
    {
        for (var deadline = DateTime.UtcNow + Patience; ; await Task.Delay(100))
        {
            string seen;
            try
            {
                var value = await look();
                if (until(value))
                    return value;
                seen = $"{value}";
            }
            catch (Exception exception) when (exception is HttpRequestException or NpgsqlException or IOException)
            {
                seen = exception.Message;
            }

            Assert.True(DateTime.UtcNow < deadline, $"It did not happen within {Patience}: {seen}");
        }
    }
}
