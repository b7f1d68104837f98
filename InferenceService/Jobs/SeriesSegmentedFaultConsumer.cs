using MassTransit;
using Voxmark.Contracts.Inference;
using Voxmark.InferenceService.Persistence;
using Voxmark.ServiceDefaults.Jobs;

namespace Voxmark.InferenceService.Jobs;

/// <summary>The model ran, but every attempt at making a label of its masks threw.</summary>
internal sealed class SeriesSegmentedFaultConsumer(InferenceDbContext db, TimeProvider clock) : IConsumer<Fault<SeriesSegmented>>
{
    public Task Consume(ConsumeContext<Fault<SeriesSegmented>> context) => db.EndJobAsync<SegmentationJob>(
        context.Message.Message.JobId,
        job => job.Fail("The model ran, but its result could not be kept as a label. Try again later.", clock.GetUtcNow()),
        InferenceTelemetry.IsNow, clock, context.CancellationToken);
}
