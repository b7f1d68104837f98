namespace Voxmark.IngestService.Uploads;

internal static class UploadRegistration
{
    public static WebApplicationBuilder AddUploads(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<UploadOptions>().BindConfiguration("Uploads").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<FileReceiver>().AddSingleton<ZipUnpacker>().AddSingleton<GzipFile>().AddSingleton<UploadOwners>();
        return builder;
    }
}
