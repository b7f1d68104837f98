using MassTransit;
using Microsoft.EntityFrameworkCore;
using Voxmark.InferenceService.Persistence;
using Voxmark.ServiceDefaults.Messaging;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.InferenceService.Jobs;

internal static class JobEnding
{
    /// <summary>Ends a job that is not over yet and tells those who watch, in one transaction; safe to repeat.</summary>
    /// <returns>The job as it now is; null when there is none.</returns>
    public static async Task<SegmentationJob?> EndJobAsync(
        this InferenceDbContext db, Guid jobId, Action<SegmentationJob> end, TimeProvider clock, CancellationToken ct)
    {
        while (true)
        {
            db.ChangeTracker.Clear();
            var job = await db.Jobs.SingleOrDefaultAsync(j => j.Id == jobId, ct);
            if (job is null or { IsOver: true })
                return job;

            end(job);
            db.Publish(job.ToEvent(), clock);
            try
            {
                await db.SaveChangesAsync(ct);
                InferenceTelemetry.IsNow(job);
                return job;
            }
            catch (DbUpdateConcurrencyException)
            {
                // The worker moved it on at this moment: look again.
            }
        }
    }
}

/// <summary>For consumers that only end a job: an outage of the database is waited for.</summary>
internal sealed class JobEndingDefinition<TConsumer> : ConsumerDefinition<TConsumer>
    where TConsumer : class, IConsumer
{
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<TConsumer> consumerConfigurator,
        IRegistrationContext context) =>
        endpointConfigurator.RetryWhileSomebodyWaits();
}
