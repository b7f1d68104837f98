using MassTransit;
using Voxmark.Contracts.Quant;
using Voxmark.QuantService.Persistence;
using Voxmark.ServiceDefaults.Jobs;

namespace Voxmark.QuantService.Jobs;

/// <summary>Every attempt at measuring threw. The cause is in the log and the trace.</summary>
internal sealed class QuantifyLabelFaultConsumer(QuantDbContext db, TimeProvider clock) : IConsumer<Fault<QuantifyLabel>>
{
    public Task Consume(ConsumeContext<Fault<QuantifyLabel>> context) => db.EndJobAsync<QuantificationJob>(
        context.Message.Message.JobId,
        job => job.Fail(
            "The measurement failed here, several times; it was not your doing. Your label is unchanged. Try again later.",
            clock.GetUtcNow()),
        QuantTelemetry.IsNow, clock, context.CancellationToken);
}
