using MassTransit;

namespace Voxmark.IngestService.Volumes;

internal static class VolumeRegistration
{
    public static WebApplicationBuilder AddVolumes(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<SeriesVolumeBuilder>().AddSingleton<DerivedObjects>();
        return builder;
    }

    public static IBusRegistrationConfigurator AddVolumeConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<BuildSeriesVolumeConsumer, BuildSeriesVolumeConsumerDefinition>();
        return bus;
    }
}
