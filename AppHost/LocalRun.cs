using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Voxmark.AppHost.Data;
using Voxmark.AppHost.Logs;
using Voxmark.AppHost.Supervision;

namespace Voxmark.AppHost;

/// <summary>What running on this machine takes beyond the model: a data folder of its own, free ports, supervision, log files.</summary>
internal sealed class LocalRun
{
    private static readonly TimeSpan s_stopPatience = TimeSpan.FromSeconds(60);

    private readonly DataFolder _data;

    private LocalRun(DataFolder data) => _data = data;

    /// <exception cref="RefusedStartException">It cannot start here and now.</exception>
    public static LocalRun Prepare(IDistributedApplicationBuilder builder, HostSettings settings)
    {
        var data = DataFolder.Take(settings.DataFolder);
        Ports.Require(data.WasLeftBehind, (settings.Port, "the browser", "--port"), (settings.DimsePort, "DICOM", "--dimse-port"));
        if (settings.Containers) ContainerEngine.Require(ContainerEngine.Known);
        KeepSecretsFromPrograms();
        builder.Configuration["DcpPublisher:WaitForResourceCleanup"] = "true";   // the host ends after all that it started
        builder.Configuration["Logging:LogLevel:Default"] = "Warning";           // the reporter tells what matters
        builder.Configuration["Logging:LogLevel:Aspire.Hosting.Dcp.DcpHost"] = "Error"; // warns of certificates that nothing needs
        builder.Configuration["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error"; // the host protects nothing
        builder.Configuration["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None";
        builder.Configuration["ASPIRE_VERSION_CHECK_DISABLED"] = "true";         // no network
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = s_stopPatience);
        builder.Services.AddSingleton(data);
        builder.Services.AddSingleton<LogFiles>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<LogFiles>());
        builder.AddSupervision();
        return new LocalRun(data);
    }

    /// <summary>After everything has ended.</summary>
    public void End() => _data.Leave();

    /// <summary>A program inherits the host's environment; it sees the parameters that the model gives it, and no others.</summary>
    private static void KeepSecretsFromPrograms()
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith("Parameters__", StringComparison.OrdinalIgnoreCase)).ToList())
            Environment.SetEnvironmentVariable(name, null);
    }
}
