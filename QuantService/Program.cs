using Voxmark.QuantService.Jobs;
using Voxmark.QuantService.Patients;
using Voxmark.QuantService.Persistence;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Messaging;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Persistence;
using Voxmark.ServiceDefaults.Volumes;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDatabase<QuantDbContext>(QuantDbContext.ConnectionName, QuantDbContext.Schema);
builder.AddSeriesVolumes();
builder.AddQuantification();
builder.AddMessaging<QuantDbContext>("quant", bus => bus.AddQuantificationConsumers());

await builder.Build().RunServiceAsync<QuantDbContext>(args, app =>
{
    app.UseServiceDefaults();
    app.MapDescriptions();
    app.MapQuantification();
    app.MapPatientValues();
    app.MapOutbox<QuantDbContext>();
});
