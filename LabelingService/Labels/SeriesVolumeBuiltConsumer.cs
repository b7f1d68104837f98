using MassTransit;
using Voxmark.Contracts.Ingest;

namespace Voxmark.LabelingService.Labels;

/// <summary>A series has a volume, perhaps another than before: its labels follow. Looks at the store for which it is, so
/// that events may come late, twice, or in another order.</summary>
internal sealed class SeriesVolumeBuiltConsumer(SeriesFollower follower) : IConsumer<SeriesVolumeBuilt>
{
    public Task Consume(ConsumeContext<SeriesVolumeBuilt> context) =>
        follower.FollowAllAsync(context.Message.SeriesInstanceUid, context.CancellationToken);
}
