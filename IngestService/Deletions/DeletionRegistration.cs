using MassTransit;

namespace Voxmark.IngestService.Deletions;

internal static class DeletionRegistration
{
    public static WebApplicationBuilder AddDeletions(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<DeletionOptions>().BindConfiguration("Deletions").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddScoped<DeletionWriter>().AddScoped<DeletionPurge>().AddHostedService<DeletionSweeper>();
        return builder;
    }

    public static void AddDeletionConsumers(this IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<RestoreDeletionConsumer, RestoreDeletionConsumerDefinition>();
}
