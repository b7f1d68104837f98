using MassTransit;
using Voxmark.ServiceDefaults.Messaging;

namespace Voxmark.InferenceService.Jobs;

/// <summary>
/// One message at a time in each worker, and none fetched ahead: workers compete for one queue, and whoever is free takes
/// the next job.
/// </summary>
internal sealed class SegmentSeriesConsumerDefinition : ConsumerDefinition<SegmentSeriesConsumer>
{
    public const string Queue = "inference-segment-series";

    public SegmentSeriesConsumerDefinition()
    {
        EndpointName = Queue;
        ConcurrentMessageLimit = 1;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<SegmentSeriesConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.PrefetchCount = 1;
        endpointConfigurator.UseDurableQueue(Queue);
        endpointConfigurator.UseMessageRetry(retry => retry.Exponential(
            3, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1)));
    }
}
