using Voxmark.InferenceService.Bundles;
using Voxmark.InferenceService.Jobs;
using Voxmark.InferenceService.Levels;
using Voxmark.InferenceService.Persistence;
using Voxmark.InferenceService.Runtime;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Messaging;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Persistence;
using Voxmark.ServiceDefaults.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDatabase<InferenceDbContext>(InferenceDbContext.ConnectionName, InferenceDbContext.Schema);
builder.AddBundles().AddRuntime();
builder.Services.AddSeriesVolumes();
builder.AddMessaging("inference", bus =>
{
    bus.AddSegmentation();
    bus.AddLevels();
});
builder.Services.AddOutbox<InferenceDbContext>();

var app = builder.Build();
if (MigrationJob.IsRequested(args))
{
    await app.MigrateAsync<InferenceDbContext>();
    return;
}

app.MapDefaultEndpoints();
app.MapBundles();
app.MapJobs();
app.MapLevels();
app.MapOutbox<InferenceDbContext>();
await app.RunAsync();
