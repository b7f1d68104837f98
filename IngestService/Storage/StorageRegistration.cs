using Voxmark.ServiceDefaults.Upkeep;

namespace Voxmark.IngestService.Storage;

internal static class StorageRegistration
{
    public static WebApplicationBuilder AddStorage(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<InstanceIndex>().AddSingleton<InstanceStore>();
        builder.Services.AddUpkeep<StorageMender>(StorageMender.Interval, (mender, ct) => mender.MendAsync(ct));
        builder.Services.AddSingleton<SeriesCompletion>().AddHostedService(services => services.GetRequiredService<SeriesCompletion>());
        return builder;
    }
}
