using MassTransit;
using Voxmark.Contracts.Ingest;
using Voxmark.ServiceDefaults.Messaging;

namespace Voxmark.LabelingService.Labels;

/// <summary>A series has a volume, perhaps another than before: its labels follow. Looks at the store for which it is, so
/// that events may come late, twice, or in another order.</summary>
internal sealed class SeriesVolumeBuiltConsumer(SeriesFollower follower) : IConsumer<SeriesVolumeBuilt>
{
    public Task Consume(ConsumeContext<SeriesVolumeBuilt> context) =>
        follower.FollowAllAsync(context.Message.SeriesInstanceUid, context.CancellationToken);
}

internal sealed class SeriesVolumeBuiltConsumerDefinition : ConsumerDefinition<SeriesVolumeBuiltConsumer>
{
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<SeriesVolumeBuiltConsumer> consumerConfigurator,
        IRegistrationContext context) =>
        endpointConfigurator.RetryWhileSomebodyWaits();
}
