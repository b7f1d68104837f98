using MassTransit;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Access;
using Voxmark.Gateway.Persistence;
using Voxmark.ServiceDefaults.Messaging;

namespace Voxmark.Gateway.Audit;

/// <summary>Records what passed the gateway by, over DIMSE. Safe to redeliver: the event's id is the row's.</summary>
internal sealed class ImagesExchangedConsumer(AccessDbContext db) : IConsumer<ImagesExchanged>
{
    public async Task Consume(ConsumeContext<ImagesExchanged> context)
    {
        var message = context.Message;
        if (await db.Audit.AnyAsync(row => row.Id == message.Id, context.CancellationToken))
            return;
        db.Audit.Add(new AuditEvent
        {
            Id = message.Id,
            At = message.At,
            Via = "dicom",
            Source = $"{message.CallingAeTitle.Trim()}@{message.Address}",
            Action = message.Action,
            StudyInstanceUid = message.StudyInstanceUid,
            SeriesInstanceUid = message.SeriesInstanceUid,
            Count = message.ImageCount,
            Status = message.Status,
        });
        await db.SaveChangesAsync(context.CancellationToken);
    }
}

internal sealed class ImagesExchangedConsumerDefinition : ConsumerDefinition<ImagesExchangedConsumer>
{
    private const string Queue = "gateway-images-exchanged";

    public ImagesExchangedConsumerDefinition() => EndpointName = Queue;

    /// <summary>An event that cannot be written now is tried for some minutes and then shelved, never dropped.</summary>
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<ImagesExchangedConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.UseDurableQueue(Queue);
        endpointConfigurator.RetryThroughAnOutage();
    }
}
