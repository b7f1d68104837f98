using MassTransit;
using Voxmark.ServiceDefaults.Clients;
using Voxmark.ServiceDefaults.Messaging;

namespace Voxmark.QuantService.Jobs;

internal static class QuantRegistration
{
    private static readonly TimeSpan MasksOfALongSeries = TimeSpan.FromMinutes(1);

    public static WebApplicationBuilder AddQuantification(this WebApplicationBuilder builder)
    {
        builder.AddServiceClient<LabelingClient>("labeling", MasksOfALongSeries).AddServiceClient<IngestClient>("ingest");
        builder.Services.AddScoped<LabelMeasurement>();
        return builder;
    }

    public static IBusRegistrationConfigurator AddQuantificationConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<QuantifyLabelConsumer, QuantifyLabelConsumerDefinition>();
        bus.AddConsumer<QuantifyLabelFaultConsumer, PromptDefinition<QuantifyLabelFaultConsumer>>();
        bus.AddConsumer<LabelPurgedConsumer, PatientDefinition<LabelPurgedConsumer>>();
        return bus;
    }
}
