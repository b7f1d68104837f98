using MassTransit;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Quant;
using Voxmark.QuantService.Persistence;
using Voxmark.ServiceDefaults.Messaging;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.QuantService.Jobs;

/// <summary>Ends a job whose every attempt threw, so that nobody waits for it. The cause is in the log and the trace.</summary>
internal sealed class QuantifyLabelFaultConsumer(QuantDbContext db, TimeProvider clock) : IConsumer<Fault<QuantifyLabel>>
{
    public async Task Consume(ConsumeContext<Fault<QuantifyLabel>> context)
    {
        var (jobId, ct) = (context.Message.Message.JobId, context.CancellationToken);
        var job = await db.Jobs.SingleOrDefaultAsync(j => j.Id == jobId, ct);
        if (job is null or { IsOver: true })
            return;

        job.Fail(
            "The measurement failed here, several times; it was not your doing. Your label is unchanged. Try again later.",
            clock.GetUtcNow());
        db.Publish(job.ToEvent(), clock);
        await db.SaveChangesAsync(ct);
        QuantTelemetry.IsNow(job);
    }
}

internal sealed class QuantifyLabelFaultConsumerDefinition : ConsumerDefinition<QuantifyLabelFaultConsumer>
{
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<QuantifyLabelFaultConsumer> consumerConfigurator,
        IRegistrationContext context) =>
        endpointConfigurator.RetryWhileSomebodyWaits();
}
