using MassTransit;
using Voxmark.QuantService.Clients;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.QuantService.Jobs;

internal static class QuantRegistration
{
    public static IServiceCollection AddQuantification(this IServiceCollection services)
    {
        services.AddServiceClient<LabelsClient>("labeling");
        services.AddServiceClient<SeriesClient>("ingest");
        services.AddScoped<LabelMeasurement>();
        return services;
    }

    public static void AddQuantification(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<QuantifyLabelConsumer, QuantifyLabelConsumerDefinition>();
        bus.AddConsumer<QuantifyLabelFaultConsumer, QuantifyLabelFaultConsumerDefinition>();
        bus.AddConsumer<LabelPurgedConsumer, LabelPurgedConsumerDefinition>();
    }
}
