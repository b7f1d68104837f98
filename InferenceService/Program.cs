using Voxmark.InferenceService.Bundles;
using Voxmark.InferenceService.Jobs;
using Voxmark.InferenceService.Levels;
using Voxmark.InferenceService.Persistence;
using Voxmark.InferenceService.Runtime;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Messaging;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Persistence;
using Voxmark.ServiceDefaults.Volumes;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDatabase<InferenceDbContext>(InferenceDbContext.ConnectionName, InferenceDbContext.Schema);
builder.AddSeriesVolumes();
builder.AddBundles().AddRuntime();
builder.AddMessaging<InferenceDbContext>("inference", bus => bus.AddJobConsumers().AddLevelConsumers());

await builder.Build().RunServiceAsync<InferenceDbContext>(args, app =>
{
    app.UseServiceDefaults();
    app.MapDescriptions();
    app.MapBundles();
    app.MapJobs();
    app.MapLevels();
    app.MapOutbox<InferenceDbContext>();
});
