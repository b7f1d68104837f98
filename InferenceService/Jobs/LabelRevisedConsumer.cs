using MassTransit;
using Voxmark.Contracts.Labeling;
using Voxmark.InferenceService.Persistence;

namespace Voxmark.InferenceService.Jobs;

/// <summary>A label was made of a job's masks: the job has succeeded.</summary>
internal sealed class LabelRevisedConsumer(InferenceDbContext db, TimeProvider clock) : IConsumer<LabelRevised>
{
    public Task Consume(ConsumeContext<LabelRevised> context)
    {
        var revised = context.Message;
        return revised.JobId is { } jobId
            ? db.EndJobAsync(jobId, job => job.Succeed(revised.LabelId, clock.GetUtcNow()), clock, context.CancellationToken)
            : Task.CompletedTask;
    }
}
