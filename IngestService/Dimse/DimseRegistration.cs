namespace Voxmark.IngestService.Dimse;

internal static class DimseRegistration
{
    public static WebApplicationBuilder AddDimse(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<DimseOptions>().BindConfiguration("Dimse").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<SenderList>().AddSingleton<DimsePeers>();
        builder.Services.AddSingleton<DimseServer>().AddHostedService(services => services.GetRequiredService<DimseServer>());
        builder.Services.AddScoped<DimseReceiver>();
        builder.Services.AddHealthChecks().AddCheck<DimseHealth>("dimse");
        return builder;
    }
}
