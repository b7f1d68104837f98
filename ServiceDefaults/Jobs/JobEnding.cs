using Microsoft.EntityFrameworkCore;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.ServiceDefaults.Jobs;

public static class JobEnding
{
    /// <summary>
    /// Ends a job that is not over yet and tells those who watch, in one transaction; safe to repeat. For whoever is not the
    /// job's worker: a consumer of its fault, of what came of it, or who cancels it.
    /// </summary>
    /// <param name="ended">Called when that is stored.</param>
    /// <returns>The job as it now is; null when there is none.</returns>
    public static async Task<TJob?> EndJobAsync<TJob>(
        this DbContext db, Guid jobId, Action<TJob> end, Action<TJob> ended, TimeProvider clock, CancellationToken ct)
        where TJob : class, IJob
    {
        while (true)
        {
            db.ChangeTracker.Clear();
            var job = await db.FindAsync<TJob>([jobId], ct);
            if (job is null or { IsOver: true })
                return job;

            end(job);
            db.Publish(job.ToEvent(), clock);
            try
            {
                await db.SaveChangesAsync(ct);
                ended(job);
                return job;
            }
            catch (DbUpdateConcurrencyException)
            {
                // The worker moved it on at this moment: look again.
            }
        }
    }
}
