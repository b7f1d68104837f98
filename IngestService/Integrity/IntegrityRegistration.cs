namespace Voxmark.IngestService.Integrity;

internal static class IntegrityRegistration
{
    public static WebApplicationBuilder AddIntegrity(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ScrubOptions>().BindConfiguration("Integrity").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddScoped<SeriesScrub>().AddHostedService<Scrubber>();
        builder.Services.AddScoped<Reconciliation>();
        builder.Services.AddHealthChecks().AddCheck<IntegrityHealth>("integrity");
        return builder;
    }
}
