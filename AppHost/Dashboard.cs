namespace Voxmark.AppHost;

/// <summary>
/// Aspire's dashboard, when <c>--Dashboard=true</c> asks for it: on loopback, behind the token in its printed address, since
/// whoever reads it reads everything that the services tell. Our services speak OTLP over HTTP.
/// </summary>
internal static class Dashboard
{
    public static bool IsWanted(string[] args) => args.Contains("--Dashboard=true", StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// It forgets at its end what it was told: that includes every program's environment. Whoever sets
    /// <c>ASPIRE_DASHBOARD_PERSISTENCE_MODE=Run</c> has it keep the last ten starts, in the data folder.
    /// </summary>
    /// <returns>Its address, with the token that lets in.</returns>
    public static string ConfigureDashboard(this IDistributedApplicationBuilder builder, string dataFolder)
    {
        var address = $"http://localhost:{Ports.Free()}";
        builder.Configuration["ASPNETCORE_URLS"] = address;
        builder.Configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = $"http://localhost:{Ports.Free()}";
        builder.Configuration["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = $"http://localhost:{Ports.Free()}";
        builder.Configuration["ASPIRE_INTERACTIVITY_ENABLED"] = "false";   // it would ask for certificates that nothing needs
        builder.Configuration["ASPIRE_DASHBOARD_PERSISTENCE_MODE"] ??= "None";
        builder.Configuration["ASPIRE_DASHBOARD_DATA_DIRECTORY"] = Path.Combine(dataFolder, "dashboard");
        return $"{address}/login?t={builder.Configuration["AppHost:BrowserToken"]}";
    }
}
