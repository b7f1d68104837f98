using MassTransit;
using Voxmark.ServiceDefaults.Messaging;

namespace Voxmark.InferenceService.Jobs;

internal static class JobRegistration
{
    public static IBusRegistrationConfigurator AddJobConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<SegmentSeriesConsumer, SegmentSeriesConsumerDefinition>();
        bus.AddConsumer<AbandonedSegmentSeriesConsumer, AbandonedSegmentSeriesConsumerDefinition>();
        bus.AddConsumer<SegmentSeriesFaultConsumer, PromptDefinition<SegmentSeriesFaultConsumer>>();
        bus.AddConsumer<SeriesSegmentedFaultConsumer, PromptDefinition<SeriesSegmentedFaultConsumer>>();
        bus.AddConsumer<ModelResultRefusedConsumer, PromptDefinition<ModelResultRefusedConsumer>>();
        bus.AddConsumer<LabelRevisedConsumer, PromptDefinition<LabelRevisedConsumer>>();
        return bus;
    }
}
