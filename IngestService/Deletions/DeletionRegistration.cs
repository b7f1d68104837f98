using MassTransit;
using Voxmark.ServiceDefaults.Upkeep;

namespace Voxmark.IngestService.Deletions;

internal static class DeletionRegistration
{
    public static WebApplicationBuilder AddDeletions(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<DeletionOptions>().BindConfiguration("Deletions").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddScoped<DeletionWriter>()
            .AddUpkeep<DeletionPurge>(DeletionPurge.Interval, (purge, ct) => purge.PurgeDueAsync(ct));
        return builder;
    }

    public static IBusRegistrationConfigurator AddDeletionConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<RestoreDeletionConsumer, RestoreDeletionConsumerDefinition>();
        return bus;
    }
}
