
namespace Voxmark.AppHost;

/// <summary>
/// Aspire's dashboard, when <c>--Dashboard=true</c> asks for it: on loopback, behind the token in its printed address, since
/// whoever reads it reads everything that the services tell. Our services speak OTLP over HTTP.
/// </summary>
internal static class Dashboard
{
    public static bool IsWanted(string[] args) => args.Contains("--Dashboard=true", StringComparer.OrdinalIgnoreCase);

    /// <returns>Its address, with the token that lets in.</returns>
    public static string AddDashboardEndpoints(this IDistributedApplicationBuilder builder)
    {
        var address = $"http://localhost:{Ports.Free()}";
        builder.Configuration["ASPNETCORE_URLS"] = address;
        builder.Configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = $"http://localhost:{Ports.Free()}";
        builder.Configuration["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = $"http://localhost:{Ports.Free()}";
        return $"{address}/login?t={builder.Configuration["AppHost:BrowserToken"]}";
    }
}
