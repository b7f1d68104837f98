using MassTransit;

namespace Voxmark.ServiceDefaults.Messaging;

public static class DurableEndpoint
{
    /// <summary>
    /// A quorum queue that gives a message up after <paramref name="deliveries"/> deliveries to a shelf
    /// (<c>{queue}_dead</c>) rather than dropping it: for work that may kill its process.
    /// </summary>
    public static void UseDurableQueue(this IReceiveEndpointConfigurator endpoint, string queueName, int deliveries = 3)
    {
        if (endpoint is not IRabbitMqReceiveEndpointConfigurator rabbit)
            return; // the in-memory bus of tests
        rabbit.SetQuorumQueue(1);
        rabbit.SetQueueArgument("x-delivery-limit", deliveries - 1);
        rabbit.BindDeadLetterQueue($"{queueName}_dead", $"{queueName}_dead", dead => dead.SetQuorumQueue(1));
    }
}
