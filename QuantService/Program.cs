using Voxmark.QuantService.Jobs;
using Voxmark.QuantService.Patients;
using Voxmark.QuantService.Persistence;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Messaging;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Persistence;
using Voxmark.ServiceDefaults.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDatabase<QuantDbContext>(QuantDbContext.ConnectionName, QuantDbContext.Schema);
builder.Services.AddSeriesVolumes().AddQuantification();
builder.AddMessaging("quant", bus => bus.AddQuantification());
builder.Services.AddOutbox<QuantDbContext>();

var app = builder.Build();
if (MigrationJob.IsRequested(args))
{
    await app.MigrateAsync<QuantDbContext>();
    return;
}

app.MapDefaultEndpoints();
app.MapQuantification();
app.MapPatientValues();
app.MapOutbox<QuantDbContext>();
await app.RunAsync();
