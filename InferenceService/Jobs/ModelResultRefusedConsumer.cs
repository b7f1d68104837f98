using MassTransit;
using Voxmark.Contracts.Labeling;
using Voxmark.InferenceService.Persistence;
using Voxmark.ServiceDefaults.Jobs;

namespace Voxmark.InferenceService.Jobs;

/// <summary>The model ran, and no label can be made of what it answered.</summary>
internal sealed class ModelResultRefusedConsumer(InferenceDbContext db, TimeProvider clock) : IConsumer<ModelResultRefused>
{
    public Task Consume(ConsumeContext<ModelResultRefused> context) => db.EndJobAsync<SegmentationJob>(
        context.Message.JobId, job => job.Fail(context.Message.Problem, clock.GetUtcNow()),
        InferenceTelemetry.IsNow, clock, context.CancellationToken);
}
