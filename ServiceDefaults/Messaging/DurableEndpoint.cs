using MassTransit;

namespace Voxmark.ServiceDefaults.Messaging;

public static class DurableEndpoint
{
    /// <summary>How long the broker waits for work to end before it takes its message away and gives it to another. Its own
    /// patience is half an hour.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(4);

    /// <summary>
    /// A quorum queue that gives a message up after <paramref name="deliveries"/> deliveries to a shelf
    /// (<c>{queue}_dead</c>) rather than dropping it: for work that may kill its process, and may take hours.
    /// </summary>
    /// <remarks>RabbitMQ knows a queue's own patience from 3.12 on, and takes it only when it makes the queue (rabbitmq-server
    /// issue 9266): for an older broker or queue it is <c>consumer_timeout</c> in the broker's configuration.</remarks>
    public static void UseDurableQueue(this IReceiveEndpointConfigurator endpoint, string queueName, int deliveries = 3)
    {
        if (endpoint is not IRabbitMqReceiveEndpointConfigurator rabbit)
            return; // the in-memory bus of tests
        rabbit.SetQuorumQueue(1);
        rabbit.SetQueueArgument("x-delivery-limit", deliveries - 1);
        rabbit.SetQueueArgument("x-consumer-timeout", (long)Patience.TotalMilliseconds);
        rabbit.BindDeadLetterQueue($"{queueName}_dead", $"{queueName}_dead", dead => dead.SetQuorumQueue(1));
    }
}
