using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;
using Voxmark.IngestService.Integrity;

namespace Voxmark.IngestService.Tests.Integrity;

public sealed class SeriesScrubTests(IngestFactory factory) : IClassFixture<IngestFactory>
{
    private readonly HttpClient _client = factory.ClientOf("annotator");
    private readonly HttpClient _admin = factory.ClientOf("admin");

    [Theory]
    [InlineData(false, DamageKind.Changed)]
    [InlineData(true, DamageKind.Missing)]
    public async Task Check_OfADamagedFile_NamesItInTheReportAndInHealthUntilItIsSentAgain(bool isGone, DamageKind kind)
    {
        var image = new CtImage();
        await _client.UploadSeriesAsync([image.ToBytes()]);
        if (isGone)
            File.Delete(PathOf(image));
        else
            Flip(PathOf(image));

        await ScrubAsync(scrub => scrub.CheckAsync(image.SeriesInstanceUid, TimeSpan.Zero, CancellationToken.None));

        var damaged = Assert.Single(await DamagedAsync(), file => file.SopInstanceUid == image.SopInstanceUid);
        Assert.Equal((image.SeriesInstanceUid, kind), (damaged.SeriesInstanceUid, damaged.Kind));
        Assert.Equal(HealthStatus.Degraded, (await HealthAsync()).Status);

        await _client.SendAsync(image.ToBytes());
        await ScrubAsync(scrub => scrub.CheckDamagedAsync(CancellationToken.None));
        Assert.DoesNotContain(await DamagedAsync(), file => file.SopInstanceUid == image.SopInstanceUid);
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync()).Status);
    }

    [Fact]
    public async Task Check_OfWholeFiles_NamesNone()
    {
        var image = new CtImage();
        await _client.UploadSeriesAsync([image.ToBytes()]);

        await ScrubAsync(scrub => scrub.CheckAsync(image.SeriesInstanceUid, TimeSpan.Zero, CancellationToken.None));

        Assert.DoesNotContain(await DamagedAsync(), file => file.SopInstanceUid == image.SopInstanceUid);
    }

    [Fact]
    public async Task TakeNext_UntilTheRoundEnds_GivesEachSeriesOnce()
    {
        var images = new[] { new CtImage(), new CtImage() };
        foreach (var image in images)
            await _client.SendAsync(image.ToBytes());
        while (await ScrubAsync(scrub => scrub.TakeNextAsync(CancellationToken.None)) is not null)
        {
            // to the end of the round
        }

        var taken = new List<string>();
        while (await ScrubAsync(scrub => scrub.TakeNextAsync(CancellationToken.None)) is { } series)
            taken.Add(series);

        Assert.All(images, image => Assert.Single(taken, image.SeriesInstanceUid));
        Assert.Equal(taken.Count, taken.Distinct().Count());
        var report = await _admin.GetAsync<StorageReport>("/api/storage");
        Assert.NotNull(report.Integrity.LastRoundEndedAt);
    }

    private async Task<IReadOnlyList<DamagedFile>> DamagedAsync() =>
        (await _admin.GetAsync<StorageReport>("/api/storage")).Integrity.Damaged;

    private async Task<HealthReportEntry> HealthAsync() =>
        (await factory.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["integrity"];

    private Task<bool> ScrubAsync(Func<SeriesScrub, Task> action) => ScrubAsync(async scrub =>
    {
        await action(scrub);
        return true;
    });

    private async Task<T> ScrubAsync<T>(Func<SeriesScrub, Task<T>> action)
    {
        await using var scope = factory.Services.CreateAsyncScope();
        return await action(scope.ServiceProvider.GetRequiredService<SeriesScrub>());
    }

    private static void Flip(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private string PathOf(CtImage image) =>
        Path.Combine(factory.StoreRoot, "dicom", image.StudyInstanceUid, image.SeriesInstanceUid, $"{image.SopInstanceUid}.dcm");
}
