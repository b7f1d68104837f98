using MassTransit;

namespace Voxmark.InferenceService.Levels;

internal static class LevelsRegistration
{
    public static void AddLevels(this IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<ProposeLevelsConsumer, ProposeLevelsConsumerDefinition>();
}
