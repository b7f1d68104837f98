using Voxmark.LabelingService.Assist;
using Voxmark.LabelingService.Labels;
using Voxmark.LabelingService.ModelResults;
using Voxmark.LabelingService.Persistence;
using Voxmark.LabelingService.Selections;
using Voxmark.LabelingService.Settings;
using Voxmark.LabelingService.Templates;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Messaging;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Persistence;
using Voxmark.ServiceDefaults.Volumes;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDatabase<LabelingDbContext>(LabelingDbContext.ConnectionName, LabelingDbContext.Schema);
builder.AddSeriesVolumes();
builder.AddLabels().AddAssist();
builder.AddMessaging<LabelingDbContext>("labeling", bus => bus.AddLabelConsumers().AddModelResultConsumers());

await builder.Build().RunServiceAsync<LabelingDbContext>(args, afterMigration: UnnamedImages.NameImagesAsync, map: app =>
{
    app.UseServiceDefaults();
    app.MapDescriptions();
    app.MapSelections();
    app.MapTemplates();
    app.MapSettings();
    app.MapLabels();
    app.MapAssist();
    app.MapOutbox<LabelingDbContext>();
});
