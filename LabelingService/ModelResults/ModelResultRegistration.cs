using MassTransit;

namespace Voxmark.LabelingService.ModelResults;

internal static class ModelResultRegistration
{
    public static IBusRegistrationConfigurator AddModelResultConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<SeriesSegmentedConsumer, SeriesSegmentedConsumerDefinition>();
        return bus;
    }
}
