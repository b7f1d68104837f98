using MassTransit;
using Voxmark.Contracts.Ingest;
using Voxmark.ServiceDefaults.Messaging;

namespace Voxmark.IngestService.Volumes;

/// <summary>Builds the volume of one series. Safe to redeliver.</summary>
internal sealed class BuildSeriesVolumeConsumer(SeriesVolumeBuilder builder) : IConsumer<BuildSeriesVolume>
{
    public Task Consume(ConsumeContext<BuildSeriesVolume> context) =>
        builder.BuildAsync(context.Message.SeriesInstanceUid, context.Message.OnlyIfLost, context.CancellationToken);
}

internal sealed class BuildSeriesVolumeConsumerDefinition : ConsumerDefinition<BuildSeriesVolumeConsumer>
{
    private const string Queue = "ingest-build-series-volume";

    public BuildSeriesVolumeConsumerDefinition()
    {
        EndpointName = Queue;
        ConcurrentMessageLimit = 2; // each decodes on all cores
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<BuildSeriesVolumeConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.UseDurableQueue(Queue);
        endpointConfigurator.PrefetchCount = 2;
        endpointConfigurator.RetryThroughAnOutage();
    }
}
