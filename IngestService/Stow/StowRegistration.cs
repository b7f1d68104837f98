namespace Voxmark.IngestService.Stow;

internal static class StowRegistration
{
    public static WebApplicationBuilder AddStow(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StowReceiver>();
        return builder;
    }
}
