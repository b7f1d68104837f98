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
using Voxmark.ServiceDefaults.Volumes;

var builder = WebApplication.CreateBuilder(args);
UndeclaredText.Configure(builder.Configuration);
builder.AddServiceDefaults();
builder.AddDatabase<IngestDbContext>(IngestDbContext.ConnectionName, IngestDbContext.Schema, "pg_trgm");
builder.AddSeriesVolumes();
builder.AddStorage().AddUploads().AddStow().AddQido().AddWado().AddDimse().AddVolumes().AddIntegrity().AddDeletions();
builder.AddMessaging<IngestDbContext>("ingest", bus => bus.AddVolumeConsumers().AddDeletionConsumers());

await builder.Build().RunServiceAsync<IngestDbContext>(args, app =>
{
    app.UseServiceDefaults();
    app.MapDescriptions();
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
});
