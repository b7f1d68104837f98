using MassTransit;
using Voxmark.Contracts.Labeling;
using Voxmark.InferenceService.Persistence;
using Voxmark.ServiceDefaults.Jobs;

namespace Voxmark.InferenceService.Jobs;

/// <summary>A label was made of a job's masks: the job has succeeded.</summary>
internal sealed class LabelRevisedConsumer(InferenceDbContext db, TimeProvider clock) : IConsumer<LabelRevised>
{
    public Task Consume(ConsumeContext<LabelRevised> context)
    {
        var revised = context.Message;
        return revised.JobId is { } jobId
            ? db.EndJobAsync<SegmentationJob>(
                jobId, job => job.Succeed(revised.LabelId, clock.GetUtcNow()), InferenceTelemetry.IsNow, clock, context.CancellationToken)
            : Task.CompletedTask;
    }
}
