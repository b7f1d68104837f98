using MassTransit;
using Microsoft.EntityFrameworkCore;
using Voxmark.LabelingService.Persistence;

namespace Voxmark.LabelingService.Labels;

internal static class SeriesChangesRegistration
{
    public static IServiceCollection AddSeriesChanges(this IServiceCollection services) =>
        services.AddScoped<LabelBinder>().AddScoped<SeriesFollower>();

    public static void AddSeriesChanges(this IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<SeriesVolumeBuiltConsumer, SeriesVolumeBuiltConsumerDefinition>();

    /// <summary>Part of the migration: names the images of what was kept before they were noted.</summary>
    public static async Task NameImagesAsync(this IHost host, CancellationToken ct = default)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LabelingDbContext>();
        var series = await db.Labels.Where(l => l.VolumeId == null).Select(l => l.SeriesInstanceUid)
            .Union(db.Selections.Where(s => s.VolumeId == null).Select(s => s.SeriesInstanceUid)).ToListAsync(ct);
        foreach (var uid in series)
            await scope.ServiceProvider.GetRequiredService<SeriesFollower>().FollowAllAsync(uid, ct);
    }
}
