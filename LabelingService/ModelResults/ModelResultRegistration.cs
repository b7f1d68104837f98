using MassTransit;
using Voxmark.ServiceDefaults.Messaging;

namespace Voxmark.LabelingService.ModelResults;

internal static class ModelResultRegistration
{
    public static IBusRegistrationConfigurator AddModelResultConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<SeriesSegmentedConsumer, PromptDefinition<SeriesSegmentedConsumer>>();
        return bus;
    }
}
