namespace Voxmark.IngestService.Wado;

internal static class WadoRegistration
{
    public static WebApplicationBuilder AddWado(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<InstanceFiles>().AddSingleton<SeriesMetadata>();
        return builder;
    }
}
