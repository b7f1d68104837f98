using MassTransit;
using Microsoft.AspNetCore.SignalR;
using Voxmark.Contracts.Inference;
using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;

namespace Voxmark.WebUi.Live;

/// <summary>Hands events from the bus on to the browsers connected to this instance.</summary>
internal sealed class LiveRelay(IHubContext<LiveHub> hub, LabelPresence presence, ConnectedPages pages)
    : IConsumer<SeriesVolumeBuilt>, IConsumer<InferenceJobChanged>, IConsumer<QuantJobChanged>, IConsumer<LabelRevised>,
      IConsumer<PresenceChanged>
{
    public Task Consume(ConsumeContext<SeriesVolumeBuilt> context) =>
        hub.Clients.All.SendAsync("seriesReady", context.Message, context.CancellationToken);

    public Task Consume(ConsumeContext<InferenceJobChanged> context) =>
        hub.Clients.User(context.Message.RequestedBy.Id)
            .SendAsync("inferenceJobChanged", context.Message, context.CancellationToken);

    public Task Consume(ConsumeContext<QuantJobChanged> context) =>
        hub.Clients.User(context.Message.RequestedBy.Id)
            .SendAsync("quantJobChanged", context.Message, context.CancellationToken);

    public Task Consume(ConsumeContext<LabelRevised> context) =>
        hub.Clients.Group(LiveHub.LabelGroup(context.Message.LabelId))
            .SendAsync("labelRevised", context.Message, context.CancellationToken);

    public Task Consume(ConsumeContext<PresenceChanged> context) =>
        presence.Note(context.Message) ? pages.TellAsync(context.Message.LabelId) : Task.CompletedTask;
}

/// <summary>
/// A queue of each instance's own, gone with the instance: every replica has browsers to tell. A notice that cannot be
/// passed on is dropped, because by the time of a retry it would be news no more.
/// </summary>
internal sealed class LiveRelayDefinition : ConsumerDefinition<LiveRelay>
{
    public LiveRelayDefinition() => Endpoint(endpoint =>
    {
        endpoint.InstanceId = NewId.NextGuid().ToString("N");
        endpoint.Temporary = true;
    });

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<LiveRelay> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.PublishFaults = false;
        endpointConfigurator.DiscardFaultedMessages();
        endpointConfigurator.DiscardSkippedMessages();
    }
}
