using Voxmark.IngestService.Corrections;
using Voxmark.IngestService.Deletions;
using Voxmark.IngestService.Dicom;
using Voxmark.IngestService.Dimse;
using Voxmark.IngestService.Integrity;
using Voxmark.IngestService.Persistence;
using Voxmark.IngestService.Qido;
using Voxmark.IngestService.Series;
using Voxmark.IngestService.Storage;
using Voxmark.IngestService.Stow;
using Voxmark.IngestService.Studies;
using Voxmark.IngestService.Uploads;
using Voxmark.IngestService.Volumes;
using Voxmark.IngestService.Wado;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Messaging;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Persistence;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
UndeclaredText.Configure(builder.Configuration);
builder.AddStorage().AddUploads().AddStow().AddQido().AddWado().AddDimse().AddVolumes().AddIntegrity().AddDeletions();
builder.AddMessaging("ingest", bus =>
{
    bus.AddVolumeConsumers();
    bus.AddDeletionConsumers();
});

var app = builder.Build();
if (MigrationJob.IsRequested(args))
{
    await app.MigrateAsync<IngestDbContext>();
    return;
}

app.MapDefaultEndpoints();
app.MapUploads();
app.MapStudies();
app.MapSeries();
app.MapCorrections();
app.MapDeletions();
app.MapStow();
app.MapQido();
app.MapWado();
app.MapIntegrity();
app.MapDimse();
app.MapOutbox<IngestDbContext>();
await app.RunAsync();
