using MassTransit;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Quant;
using Voxmark.QuantService.BodyComposition;
using Voxmark.QuantService.Persistence;
using Voxmark.ServiceDefaults.Messaging;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Storage;

namespace Voxmark.QuantService.Jobs;

/// <summary>
/// Measures the label that a job names. Safe to redeliver: a job that is over stays as it is, and its result, its new
/// state and the event commit together. What a user can cause ends the job with a sentence; outages throw and are
/// tried again.
/// </summary>
internal sealed partial class QuantifyLabelConsumer(
    QuantDbContext db, LabelsClient labels, SeriesClient series, SeriesVolumes volumes, TimeProvider clock,
    ILogger<QuantifyLabelConsumer> log) : IConsumer<QuantifyLabel>
{
    public async Task Consume(ConsumeContext<QuantifyLabel> context)
    {
        var (jobId, ct) = (context.Message.JobId, context.CancellationToken);
        var job = await db.Jobs.SingleAsync(j => j.Id == jobId, ct);
        if (job.IsOver)
            return;

        var (result, problem) = await MeasureAsync(job, ct);
        var now = clock.GetUtcNow();
        if (result is not null)
        {
            db.Add(StoredResult.From(result, job.Id));
            job.Succeed(result.Id, now);
        }
        else
        {
            job.Fail(problem!, now);
        }

        db.Publish(job.ToEvent(), clock);
        await db.SaveChangesAsync(ct);
        Ended(job.Id, job.State);
    }

    private async Task<(QuantResult? Result, string? Problem)> MeasureAsync(QuantificationJob job, CancellationToken ct)
    {
        if (await labels.FindAsync(job.LabelId, job.Revision, ct) is not { } label)
            return (null, "The label is no longer there.");
        if (await series.FindAsync(label.SeriesInstanceUid, ct) is not { } detail)
            return (null, "The series of this label is no longer there.");

        var input = new LabelOnSeries(
            label, await labels.RevisionsAsync(label.Id, ct), await labels.MasksAsync(label.Id, label.Revision, ct), detail);
        using var volume = volumes.Open(label.SeriesInstanceUid);
        if (volume is null)
            return (null, "The images of this series are still being prepared. Measure again when the series can be opened.");

        return Quantification.TryMeasure(input, volume, job, clock.GetUtcNow(), out var result, out var problem)
            ? (result, null)
            : (null, problem);
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
        endpointConfigurator.UseMessageRetry(retry => retry.Exponential(
            5, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1)));
    }
}
