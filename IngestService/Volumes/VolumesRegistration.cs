using MassTransit;

namespace Voxmark.IngestService.Volumes;

internal static class VolumesRegistration
{
    public static WebApplicationBuilder AddVolumes(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<SeriesVolumeBuilder>().AddSingleton<DerivedObjects>();
        return builder;
    }

    public static void AddVolumeConsumers(this IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<BuildSeriesVolumeConsumer, BuildSeriesVolumeConsumerDefinition>();
}
