using System.Text.Json;
using MassTransit;
using Voxmark.ServiceDefaults.Messaging;

namespace Voxmark.ServiceDefaults.Tests.Messaging;

public sealed class DurableEndpointTests
{
    [Fact] // four hours in milliseconds; the broker's own patience would be half an hour
    public void UseDurableQueue_AsksTheBrokerForPatience() =>
        Assert.Contains("\"x-consumer-timeout\":14400000", Probe(), StringComparison.Ordinal);

    [Fact] // the first delivery and two more
    public void UseDurableQueue_LimitsDeliveries() => Assert.Contains("\"x-delivery-limit\":2", Probe(), StringComparison.Ordinal);

    /// <summary>What MassTransit says of a bus with one such queue; nothing is connected.</summary>
    private static string Probe()
    {
        var bus = Bus.Factory.CreateUsingRabbitMq(rabbit => rabbit.ReceiveEndpoint("work", endpoint => endpoint.UseDurableQueue("work")));
        return JsonSerializer.Serialize(bus.GetProbeResult().Results);
    }
}
