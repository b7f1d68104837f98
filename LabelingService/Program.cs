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
using Voxmark.ServiceDefaults.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDatabase<LabelingDbContext>(LabelingDbContext.ConnectionName, LabelingDbContext.Schema);
builder.Services.AddSeriesVolumes().AddLabels().AddSeriesChanges().AddAssist();
builder.AddMessaging("labeling", bus =>
{
    bus.AddModelResults();
    bus.AddSeriesChanges();
    bus.AddLabelConsumers();
});
builder.Services.AddOutbox<LabelingDbContext>();

var app = builder.Build();
if (MigrationJob.IsRequested(args))
{
    await app.MigrateAsync<LabelingDbContext>();
    await app.NameImagesAsync();
    return;
}

app.MapDefaultEndpoints();
app.UseRateLimiter();
app.MapSelections();
app.MapTemplates();
app.MapSettings();
app.MapLabels();
app.MapAssist();
app.MapOutbox<LabelingDbContext>();
await app.RunAsync();
