namespace Voxmark.IngestService.Qido;

internal static class QidoRegistration
{
    public static WebApplicationBuilder AddQido(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<QidoSearch>();
        return builder;
    }
}
