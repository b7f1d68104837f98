using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;
using Voxmark.IngestService.Storage;
using Voxmark.IngestService.Volumes;

namespace Voxmark.IngestService.Tests.Volumes;

/// <summary>A volume can be made anew of the files, and is, as soon as anybody finds it missing or damaged.</summary>
public sealed class LostVolumeTests(IngestFactory factory) : IClassFixture<IngestFactory>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly HttpClient _client = factory.ClientOf("annotator");

    public enum Loss
    {
        Gone,
        CutShort,
        NoVolume,
        OneVoxelChanged,
    }

    [Theory]
    [InlineData(Loss.Gone)]
    [InlineData(Loss.CutShort)]
    [InlineData(Loss.NoVolume)]
    [InlineData(Loss.OneVoxelChanged)]
    public async Task Read_OfASliceOfALostVolume_NeverShowsOtherPixelsAndHasItBuiltAgain(Loss loss)
    {
        var series = (await _client.UploadSeriesAsync([new CtImage().ToBytes()])).Series.SeriesInstanceUid;
        var whole = await _client.GetByteArrayAsync($"/api/series/{series}/slices/0");
        Lose(VolumeOf(series), loss);

        using var first = await _client.GetAsync($"/api/series/{series}/slices/0");
        Assert.Equal(HttpStatusCode.NotFound, first.StatusCode);

        await EventuallyAsync(async () =>
        {
            using var response = await _client.GetAsync($"/api/series/{series}/slices/0");
            return response.StatusCode == HttpStatusCode.OK && (await response.Content.ReadAsByteArrayAsync()).SequenceEqual(whole);
        });
        Assert.Equal(SeriesState.Ready, (await _client.GetAsync<SeriesDetail>($"/api/series/{series}")).Series.State);
    }

    [Fact]
    public async Task Open_OfASeriesWhoseVolumeIsGone_SaysThatItIsBeingPrepared()
    {
        var series = (await _client.UploadSeriesAsync([new CtImage().ToBytes()])).Series.SeriesInstanceUid;
        Lose(VolumeOf(series), Loss.Gone);

        var detail = await _client.GetAsync<SeriesDetail>($"/api/series/{series}");

        Assert.Equal(SeriesState.Receiving, detail.Series.State);
        Assert.Equal(SeriesState.Ready, (await _client.WaitForSeriesAsync(series)).Series.State);
    }

    [Theory]
    [InlineData(Loss.Gone)]
    [InlineData(Loss.OneVoxelChanged)]
    public async Task Complete_OfAnUploadOfFilesThatAreThere_MendsTheVolume(Loss loss)
    {
        var image = new CtImage();
        await _client.UploadSeriesAsync([image.ToBytes()]);
        var volume = VolumeOf(image.SeriesInstanceUid);
        var whole = await File.ReadAllBytesAsync(volume);
        Lose(volume, loss);

        var upload = await _client.StartUploadAsync();
        Assert.Equal(FileDisposition.AlreadyThere, Assert.Single(await _client.SendAsync(upload, "a.dcm", image.ToBytes())).Outcome);
        await _client.CompleteAsync(upload);

        await EventuallyAsync(async () => File.Exists(volume) && (await File.ReadAllBytesAsync(volume)).SequenceEqual(whole));
    }

    [Fact]
    public async Task Complete_OfAnUploadOfFilesThatAreThere_LeavesAWholeVolumeAlone()
    {
        var image = new CtImage();
        await _client.UploadSeriesAsync([image.ToBytes()]);
        var written = File.GetLastWriteTimeUtc(VolumeOf(image.SeriesInstanceUid));

        await InScopeAsync(builder => builder.BuildAsync(image.SeriesInstanceUid, onlyIfLost: true, CancellationToken.None));

        Assert.Equal(written, File.GetLastWriteTimeUtc(VolumeOf(image.SeriesInstanceUid)));
    }

    [Fact]
    public async Task Rebuild_ByAnAdministrator_MakesVolumeAndPictureAnew()
    {
        var series = (await _client.UploadSeriesAsync([new CtImage().ToBytes()])).Series.SeriesInstanceUid;
        var thumbnail = Path.Combine(factory.StoreRoot, "volumes", $"{series}.png");
        File.Delete(thumbnail);
        File.Delete(VolumeOf(series));

        using var refused = await _client.PostAsync($"/api/series/{series}/rebuild", null);
        using var accepted = await factory.ClientOf("admin").PostAsync($"/api/series/{series}/rebuild", null);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Accepted), (refused.StatusCode, accepted.StatusCode));
        Assert.Equal(SeriesState.Ready, (await _client.WaitForSeriesAsync(series)).Series.State);
        Assert.True(File.Exists(VolumeOf(series)) && File.Exists(thumbnail));
    }

    [Fact]
    public async Task Rebuild_OfASeriesThatIsNotStored_Answers404()
    {
        using var response = await factory.ClientOf("admin").PostAsync("/api/series/1.2.3.4/rebuild", null);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Build_ThatNeverCameToItsEnd_IsGivenUpWithTheReason()
    {
        var series = (await _client.UploadSeriesAsync([new CtImage().ToBytes()])).Series.SeriesInstanceUid;
        await factory.InDatabaseAsync(db => db.Series.Where(s => s.SeriesInstanceUid == series)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.BuildAttempts, 10).SetProperty(s => s.State, SeriesState.Receiving)));

        await InScopeAsync(builder => builder.BuildAsync(series, onlyIfLost: false, CancellationToken.None));

        var detail = await _client.GetAsync<SeriesDetail>($"/api/series/{series}");
        Assert.Equal(SeriesState.Unreadable, detail.Series.State);
        Assert.Equal("It could not be prepared in 10 attempts. An administrator can have it tried again.", detail.Series.Problem);
    }

    [Fact]
    public async Task Mend_WhenThereIsRoomForASeriesThatHadNone_BuildsIt()
    {
        var series = (await _client.UploadSeriesAsync([new CtImage().ToBytes()])).Series.SeriesInstanceUid;
        await factory.InDatabaseAsync(db => db.Series.Where(s => s.SeriesInstanceUid == series).ExecuteUpdateAsync(set => set
            .SetProperty(s => s.State, SeriesState.Unreadable).SetProperty(s => s.RoomNeededBytes, 100)));

        await using (var scope = factory.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<StorageMender>().MendAsync(CancellationToken.None);

        Assert.Equal(SeriesState.Ready, (await _client.WaitForSeriesAsync(series)).Series.State);
    }

    private async Task InScopeAsync(Func<SeriesVolumeBuilder, Task> action)
    {
        await using var scope = factory.Services.CreateAsyncScope();
        await action(scope.ServiceProvider.GetRequiredService<SeriesVolumeBuilder>());
    }

    private string VolumeOf(string seriesInstanceUid)
    {
        var folder = Path.Combine(factory.StoreRoot, "volumes", seriesInstanceUid);
        return Path.Combine(folder, $"{File.ReadAllText(Path.Combine(folder, "current"))}.vxv");
    }

    private static void Lose(string path, Loss loss)
    {
        if (loss == Loss.Gone)
        {
            File.Delete(path);
            return;
        }

        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        switch (loss)
        {
            case Loss.CutShort:
                RandomAccess.SetLength(file, RandomAccess.GetLength(file) - 1);
                break;
            case Loss.NoVolume:
                RandomAccess.Write(file, [0], 0);
                break;
            default:
                RandomAccess.Write(file, [0x55, 0x55], RandomAccess.GetLength(file) - 2);
                break;
        }
    }

    private static async Task EventuallyAsync(Func<Task<bool>> happened)
    {
        for (var deadline = DateTime.UtcNow + Patience; !await happened(); await Task.Delay(50))
            Assert.True(DateTime.UtcNow < deadline, $"It did not happen within {Patience}.");
    }
}
