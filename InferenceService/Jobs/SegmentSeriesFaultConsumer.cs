using MassTransit;
using Voxmark.Contracts.Inference;
using Voxmark.InferenceService.Persistence;
using Voxmark.ServiceDefaults.Jobs;

namespace Voxmark.InferenceService.Jobs;

/// <summary>Every attempt at running the model threw. The cause is in the log and the trace.</summary>
internal sealed class SegmentSeriesFaultConsumer(InferenceDbContext db, TimeProvider clock) : IConsumer<Fault<SegmentSeries>>
{
    public Task Consume(ConsumeContext<Fault<SegmentSeries>> context) => db.EndJobAsync<SegmentationJob>(
        context.Message.Message.JobId,
        job => job.Fail("The model failed on these images, several times; it was not your doing.", clock.GetUtcNow()),
        InferenceTelemetry.IsNow, clock, context.CancellationToken);
}
