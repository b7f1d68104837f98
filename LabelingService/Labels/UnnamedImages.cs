using Microsoft.EntityFrameworkCore;
using Voxmark.LabelingService.Persistence;

namespace Voxmark.LabelingService.Labels;

internal static class UnnamedImages
{
    /// <summary>Part of the migration: names the images of what was kept before they were noted.</summary>
    public static async Task NameImagesAsync(this IHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LabelingDbContext>();
        var series = await db.Labels.Where(l => l.VolumeId == null).Select(l => l.SeriesInstanceUid)
            .Union(db.Selections.Where(s => s.VolumeId == null).Select(s => s.SeriesInstanceUid)).ToListAsync();
        foreach (var uid in series)
            await scope.ServiceProvider.GetRequiredService<SeriesFollower>().FollowAllAsync(uid, CancellationToken.None);
    }
}
