using MassTransit;
using Voxmark.ServiceDefaults.Messaging;
using Voxmark.ServiceDefaults.Upkeep;

namespace Voxmark.LabelingService.Labels;

internal static class LabelRegistration
{
    public static WebApplicationBuilder AddLabels(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<UpkeepOptions>().BindConfiguration("Labels").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddScoped<RevisionLog>().AddScoped<RevisionWriter>();
        builder.Services.AddScoped<LabelBinder>().AddScoped<SeriesFollower>();
        builder.Services.AddUpkeep<DeletedLabels>(DeletedLabels.Interval, (labels, ct) => labels.PurgeDueAsync(ct));
        return builder;
    }

    public static IBusRegistrationConfigurator AddLabelConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<SeriesVolumeBuiltConsumer, PromptDefinition<SeriesVolumeBuiltConsumer>>();
        bus.AddConsumer<SeriesDeletionConsumer, SeriesDeletionConsumerDefinition>();
        return bus;
    }
}
