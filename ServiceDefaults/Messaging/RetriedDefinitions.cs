using MassTransit;

namespace Voxmark.ServiceDefaults.Messaging;

/// <summary>The definition of a consumer that needs no more than this.</summary>
/// <inheritdoc cref="RetryPolicies.RetryThroughAnOutage"/>
public class PatientDefinition<TConsumer> : ConsumerDefinition<TConsumer>
    where TConsumer : class, IConsumer
{
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<TConsumer> consumerConfigurator,
        IRegistrationContext context) =>
        endpointConfigurator.RetryThroughAnOutage();
}

/// <summary>The definition of a consumer that needs no more than this.</summary>
/// <inheritdoc cref="RetryPolicies.RetryWhileSomebodyWaits"/>
public class PromptDefinition<TConsumer> : ConsumerDefinition<TConsumer>
    where TConsumer : class, IConsumer
{
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<TConsumer> consumerConfigurator,
        IRegistrationContext context) =>
        endpointConfigurator.RetryWhileSomebodyWaits();
}
