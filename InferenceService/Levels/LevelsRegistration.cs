using MassTransit;

namespace Voxmark.InferenceService.Levels;

internal static class LevelsRegistration
{
    public static IBusRegistrationConfigurator AddLevelConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<ProposeLevelsConsumer, ProposeLevelsConsumerDefinition>();
        return bus;
    }
}
