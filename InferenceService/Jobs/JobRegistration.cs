using MassTransit;

namespace Voxmark.InferenceService.Jobs;

internal static class JobRegistration
{
    public static IBusRegistrationConfigurator AddJobConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<SegmentSeriesConsumer, SegmentSeriesConsumerDefinition>();
        bus.AddConsumer<AbandonedSegmentSeriesConsumer, AbandonedSegmentSeriesConsumerDefinition>();
        bus.AddConsumer<SegmentSeriesFaultConsumer, JobEndingDefinition<SegmentSeriesFaultConsumer>>();
        bus.AddConsumer<SeriesSegmentedFaultConsumer, JobEndingDefinition<SeriesSegmentedFaultConsumer>>();
        bus.AddConsumer<ModelResultRefusedConsumer, JobEndingDefinition<ModelResultRefusedConsumer>>();
        bus.AddConsumer<LabelRevisedConsumer, JobEndingDefinition<LabelRevisedConsumer>>();
        return bus;
    }
}
