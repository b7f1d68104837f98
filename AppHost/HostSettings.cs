using Microsoft.Extensions.Configuration;

namespace Voxmark.AppHost;

/// <summary>What run.sh's options say, as settings of the host (<c>--Port=8080</c>).</summary>
/// <param name="DataFolder">Absolute.</param>
/// <param name="Containers">PostgreSQL and RabbitMQ as containers; otherwise this machine's own programs.</param>
/// <param name="WebFiles">What WebUi serves, absolute; null: what lies beside its source.</param>
internal sealed record HostSettings(
    string DataFolder, int Port, int DimsePort, bool Demo, bool Dashboard, bool Containers, int InferenceWorkers, string? WebFiles)
{
    public static HostSettings Of(IDistributedApplicationBuilder builder) => new(
        Path.GetFullPath(builder.Configuration["Data"] ?? "../.data", builder.AppHostDirectory),
        builder.Configuration.GetValue("Port", 8080),
        builder.Configuration.GetValue("DimsePort", 11112),
        builder.Configuration.GetValue("Demo", false),
        builder.Configuration.GetValue("Dashboard", false),
        builder.Configuration.GetValue("Containers", false) || builder.ExecutionContext.IsPublishMode,
        builder.Configuration.GetValue("InferenceWorkers", 1),
        builder.Configuration["WebFiles"]);
}
