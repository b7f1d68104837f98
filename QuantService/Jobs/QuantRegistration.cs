using MassTransit;
using Voxmark.ServiceDefaults.Clients;

namespace Voxmark.QuantService.Jobs;

internal static class QuantRegistration
{
    private static readonly TimeSpan MasksOfALongSeries = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddQuantification(this IServiceCollection services)
    {
        services.AddServiceClient<LabelingClient>("labeling", MasksOfALongSeries).AddServiceClient<IngestClient>("ingest");
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
