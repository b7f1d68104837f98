using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Orchestration;

/// <summary>Runs what the project's build has left: <c>dotnet X.dll</c>, in the project's folder.</summary>
internal sealed class ProjectProcess(ProjectResource resource, ResourceEnvironment environment, IConfiguration configuration)
    : ProcessSource
{
    private const string AssemblyKey = "aspire-project-assembly:";

    private static readonly string Dotnet = Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    private readonly string _instanceId = Guid.NewGuid().ToString("N")[..8];

    public override async Task<ProcessPlan> PrepareAsync(ReplicaIdentity replica, Action<string> log, CancellationToken cancellationToken)
    {
        var metadata = resource.Annotations.OfType<IProjectMetadata>().Single();
        var assembly = BuiltAssembly(metadata);
        if (!File.Exists(assembly))
        {
            throw new DistributedApplicationException(
                $"'{resource.Name}' has not been built: {assembly} does not exist. Build the solution first.");
        }

        var arguments = await ResourceEnvironment.ArgumentsAsync(resource, cancellationToken);
        var variables = await environment.VariablesAsync(
            resource, replica, Defaults(replica), Fallbacks(), cancellationToken);
        return new ProcessPlan(new ProcessSpec(Dotnet, [assembly, .. arguments], Path.GetDirectoryName(metadata.ProjectPath)!)
        {
            Environment = variables,
        });
    }

    private Dictionary<string, string> Defaults(ReplicaIdentity replica)
    {
        var variables = new Dictionary<string, string>
        {
            ["OTEL_SERVICE_NAME"] = resource.Name,
            ["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={_instanceId}-{replica.Id}",
            ["LOGGING__CONSOLE__FORMATTERNAME"] = "simple",
        };
        var urls = replica.TargetPorts.Where(entry => entry.Key.IsHttp)
            .Select(entry => $"{entry.Key.UriScheme}://{entry.Key.TargetHost}:{entry.Value}");
        if (string.Join(';', urls) is { Length: > 0 } joined) variables["ASPNETCORE_URLS"] = joined;
        if (configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] is { Length: > 0 } collector)
        {
            variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector;
            variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        }

        return variables;
    }

    private Dictionary<string, string> Fallbacks()
    {
        if (!resource.TryGetLastAnnotation<LaunchProfileAnnotation>(out var profile)) return [];
        return new Dictionary<string, string>(profile.Profile.EnvironmentVariables)
        {
            ["DOTNET_LAUNCH_PROFILE"] = profile.LaunchProfileName,
        };
    }

    /// <summary>
    /// AppHost.targets leaves a note of it in the assembly that holds the project's class; for a project that was added
    /// by its path MSBuild is asked.
    /// </summary>
    private static string BuiltAssembly(IProjectMetadata metadata)
    {
        var host = metadata.GetType().Assembly;
        var noted = host.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(note => note.Key == AssemblyKey + metadata.ProjectPath)?.Value;
        return noted is null
            ? AskMSBuild(metadata.ProjectPath)
            : Path.GetFullPath(noted, Path.GetDirectoryName(host.Location)!);
    }

    private static string AskMSBuild(string projectPath)
    {
        using var process = Process.Start(new ProcessStartInfo(Dotnet, ["msbuild", projectPath, "-getProperty:TargetPath"])
        {
            RedirectStandardOutput = true,
        })!;
        var path = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return path;
    }
}
