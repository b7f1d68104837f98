using MassTransit;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Quant;
using Voxmark.QuantService.Persistence;
using Voxmark.ServiceDefaults.Clients;
using Voxmark.ServiceDefaults.Messaging;

namespace Voxmark.QuantService.Jobs;

/// <summary>
/// Measures the label that a job names. Safe to redeliver: a job that is over stays as it is, and its result, its new
/// state and the event commit together. Outages throw and are tried again.
/// </summary>
internal sealed partial class QuantifyLabelConsumer(
    QuantDbContext db, LabelingClient labeling, LabelMeasurement measurement, ILogger<QuantifyLabelConsumer> log)
    : IConsumer<QuantifyLabel>
{
    public async Task Consume(ConsumeContext<QuantifyLabel> context)
    {
        var (jobId, ct) = (context.Message.JobId, context.CancellationToken);
        var job = await db.Jobs.SingleAsync(j => j.Id == jobId, ct);
        if (job.IsOver)
            return;

        await measurement.EndAsync(job, await labeling.FindLabelAsMadeAsync(job.LabelId, job.Revision, ct), ct);
        await db.SaveChangesAsync(ct);
        QuantTelemetry.IsNow(job);
        Ended(job.Id, job.State);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Measuring job {JobId} ended: {State}")]
    private partial void Ended(Guid jobId, Contracts.JobState state);
}

internal sealed class QuantifyLabelConsumerDefinition : ConsumerDefinition<QuantifyLabelConsumer>
{
    private const string Queue = "quant-quantify-label";

    public QuantifyLabelConsumerDefinition()
    {
        EndpointName = Queue;
        ConcurrentMessageLimit = 2; // each maps one volume and keeps one core busy
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<QuantifyLabelConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.UseDurableQueue(Queue);
        endpointConfigurator.PrefetchCount = 4;
        endpointConfigurator.RetryWhileSomebodyWaits();
    }
}
