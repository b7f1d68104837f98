using MassTransit;
using Voxmark.Contracts.Inference;
using Voxmark.InferenceService.Persistence;
using Voxmark.ServiceDefaults.Jobs;

namespace Voxmark.InferenceService.Jobs;

/// <summary>The job took its worker down, as often as the queue allows: the broker put it on the shelf.</summary>
internal sealed class AbandonedSegmentSeriesConsumer(InferenceDbContext db, TimeProvider clock) : IConsumer<SegmentSeries>
{
    public Task Consume(ConsumeContext<SegmentSeries> context) => db.EndJobAsync<SegmentationJob>(
        context.Message.JobId,
        job => job.Fail("The model stopped its worker each time it was tried on these images.", clock.GetUtcNow()),
        InferenceTelemetry.IsNow, clock, context.CancellationToken);
}

internal sealed class AbandonedSegmentSeriesConsumerDefinition : ConsumerDefinition<AbandonedSegmentSeriesConsumer>
{
    private const string Shelf = $"{SegmentSeriesConsumerDefinition.Queue}_dead";

    // Takes what the broker shelves, and not what is published.
    public AbandonedSegmentSeriesConsumerDefinition() => Endpoint(endpoint =>
    {
        endpoint.Name = Shelf;
        endpoint.ConfigureConsumeTopology = false;
    });

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<AbandonedSegmentSeriesConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        if (endpointConfigurator is IRabbitMqReceiveEndpointConfigurator rabbit)
            rabbit.SetQuorumQueue(1);
    }
}
