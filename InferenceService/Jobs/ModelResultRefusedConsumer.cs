using MassTransit;
using Voxmark.Contracts.Labeling;
using Voxmark.InferenceService.Persistence;

namespace Voxmark.InferenceService.Jobs;

/// <summary>The model ran, and no label can be made of what it answered.</summary>
internal sealed class ModelResultRefusedConsumer(InferenceDbContext db, TimeProvider clock) : IConsumer<ModelResultRefused>
{
    public Task Consume(ConsumeContext<ModelResultRefused> context) => db.EndJobAsync(
        context.Message.JobId, job => job.Fail(context.Message.Problem, clock.GetUtcNow()), clock, context.CancellationToken);
}
