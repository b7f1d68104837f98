using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;
using Voxmark.IngestService.Storage;

namespace Voxmark.IngestService.Tests.Storage;

/// <summary>What a crash can leave behind, and what becomes of it.</summary>
public sealed class StorageMenderTests(IngestFactory factory) : IClassFixture<IngestFactory>
{
    private readonly HttpClient _client = factory.ClientOf("annotator");

    [Fact]
    public async Task Mend_WhenThePendingFileIsWhole_ConfirmsIt()
    {
        var image = await PendingAsync();

        await MendAsync();

        Assert.Equal(InstanceState.Stored, (await FindAsync(image.SopInstanceUid))!.State);
    }

    [Fact]
    public async Task Mend_WhenThePendingFileIsDamaged_ForgetsItAndItsEmptyStudy()
    {
        var image = await PendingAsync();
        await File.AppendAllTextAsync(PathOf(image), "more");

        await MendAsync();

        Assert.Null(await FindAsync(image.SopInstanceUid));
        Assert.False(await factory.InDatabaseAsync(db => db.Studies.AnyAsync(s => s.StudyInstanceUid == image.StudyInstanceUid)));
    }

    [Fact]
    public async Task Mend_WhenThePendingFileIsGone_LetsItBeSentAgain()
    {
        var image = await PendingAsync();
        File.Delete(PathOf(image));
        await MendAsync();

        var outcome = await _client.SendAsync(image.ToBytes());

        Assert.Equal(FileDisposition.Stored, outcome.Outcome);
        Assert.Equal(image.ToBytes().Length, new FileInfo(PathOf(image)).Length);
    }

    [Fact]
    public async Task Send_WhenTheFileIsPendingSinceACrash_StoresIt()
    {
        var image = await PendingAsync();
        File.Delete(PathOf(image));

        Assert.Equal(FileDisposition.Stored, (await _client.SendAsync(image.ToBytes())).Outcome);
        Assert.True(File.Exists(PathOf(image)));
    }

    [Fact]
    public async Task Mend_WhenAnUploadWasNeverCompleted_BuildsItsSeries()
    {
        var image = new CtImage();
        await _client.SendAsync(image.ToBytes());
        var old = DateTimeOffset.UtcNow - 2 * StorageMender.CompletionPatience;
        await factory.InDatabaseAsync(async db =>
            await db.Series.Where(s => s.SeriesInstanceUid == image.SeriesInstanceUid)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.ChangedAt, old))
            + await db.Instances.Where(i => i.SopInstanceUid == image.SopInstanceUid)
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.ReceivedAt, old)));

        await MendAsync();

        Assert.Equal(SeriesState.Ready, (await _client.WaitForSeriesAsync(image.SeriesInstanceUid)).Series.State);
    }

    /// <summary>A stored image whose row is set back to pending, long ago.</summary>
    private async Task<CtImage> PendingAsync()
    {
        var image = new CtImage();
        await _client.SendAsync(image.ToBytes());
        var old = DateTimeOffset.UtcNow - 2 * StorageMender.PendingPatience;
        await factory.InDatabaseAsync(db => db.Instances.Where(i => i.SopInstanceUid == image.SopInstanceUid)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.State, InstanceState.Pending).SetProperty(i => i.ReceivedAt, old)));
        return image;
    }

    private async Task MendAsync()
    {
        await using var scope = factory.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<StorageMender>().MendAsync(CancellationToken.None);
    }

    private Task<StoredInstance?> FindAsync(string sopInstanceUid) =>
        factory.InDatabaseAsync(db => db.Instances.AsNoTracking().SingleOrDefaultAsync(i => i.SopInstanceUid == sopInstanceUid));

    private string PathOf(CtImage image) =>
        Path.Combine(factory.StoreRoot, "dicom", image.StudyInstanceUid, image.SeriesInstanceUid, $"{image.SopInstanceUid}.dcm");
}
