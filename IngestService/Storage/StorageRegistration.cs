using Voxmark.IngestService.Persistence;
using Voxmark.ServiceDefaults.Messaging;
using Voxmark.ServiceDefaults.Persistence;
using Voxmark.ServiceDefaults.Storage;
using Voxmark.ServiceDefaults.Upkeep;

namespace Voxmark.IngestService.Storage;

internal static class StorageRegistration
{
    public static WebApplicationBuilder AddStorage(this WebApplicationBuilder builder)
    {
        builder.AddDatabase<IngestDbContext>(IngestDbContext.ConnectionName, IngestDbContext.Schema, "pg_trgm");
        builder.Services.AddOutbox<IngestDbContext>().AddSeriesVolumes();
        builder.Services.AddSingleton<InstanceIndex>().AddSingleton<InstanceStore>();
        builder.Services.AddUpkeep<StorageMender>(StorageMender.Interval, (mender, ct) => mender.MendAsync(ct));
        builder.Services.AddSingleton<SeriesCompletion>().AddHostedService(services => services.GetRequiredService<SeriesCompletion>());
        return builder;
    }
}
