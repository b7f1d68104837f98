using MassTransit;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Labeling;
using Voxmark.QuantService.Persistence;

namespace Voxmark.QuantService.Jobs;

/// <summary>Results end with the label that they were measured on. Safe to redeliver.</summary>
internal sealed class LabelPurgedConsumer(QuantDbContext db) : IConsumer<LabelPurged>
{
    public async Task Consume(ConsumeContext<LabelPurged> context)
    {
        var label = context.Message.LabelId;
        await db.Results.Where(r => r.LabelId == label).ExecuteDeleteAsync(context.CancellationToken);
        await db.Jobs.Where(j => j.LabelId == label).ExecuteDeleteAsync(context.CancellationToken);
    }
}
