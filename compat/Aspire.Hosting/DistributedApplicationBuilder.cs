using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _inner;

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        AppHostAssembly = options.AssemblyName is { } name ? Assembly.Load(name) : Assembly.GetEntryAssembly();
        AppHostDirectory = options.ProjectDirectory ?? RecordedDirectory(AppHostAssembly) ?? Directory.GetCurrentDirectory();
        _inner = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = options.Args,
            ContentRootPath = AppHostDirectory,
        });
        _inner.Logging.ClearProviders();
        var folder = new DataFolder(Configuration, AppHostDirectory);
        Secrets = new SecretStore(folder);
        Configuration.Sources.Insert(0, Secrets);
        ExecutionContext = new DistributedApplicationExecutionContext(
            ManifestPublisher.IsWanted(Configuration) ? DistributedApplicationOperation.Publish : DistributedApplicationOperation.Run);
        AddServices(options, folder);
    }

    public Assembly? AppHostAssembly { get; }

    public string AppHostDirectory { get; }

    public ConfigurationManager Configuration => _inner.Configuration;

    public IHostEnvironment Environment => _inner.Environment;

    public IServiceCollection Services => _inner.Services;

    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources { get; } = new ResourceCollection();

    /// <summary>Where generated parameters live.</summary>
    internal SecretStore Secrets { get; }

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        if (Resources.Any(other => string.Equals(other.Name, resource.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new DistributedApplicationException($"There are two resources named '{resource.Name}'.");
        }

        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build() => new(_inner.Build());

    private static string? RecordedDirectory(Assembly? assembly) => assembly?
        .GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(note => note.Key == "apphostprojectpath")?.Value;

    private void AddServices(DistributedApplicationOptions options, DataFolder folder)
    {
        Services.AddHealthChecks();
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton(Eventing);
        Services.AddSingleton(new DistributedApplicationModel(Resources));
        Services.AddSingleton(new ResourceNotificationService());
        Services.AddSingleton<ManifestPublisher>();
        Services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
        Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMinutes(2));
        if (!ExecutionContext.IsRunMode) return;
        Services.AddHostedService(services => new Orchestrator(
            services.GetRequiredService<DistributedApplicationModel>(), options, folder, Configuration,
            new ResourceEnvironment(ExecutionContext), AppHostDirectory, services.GetRequiredService<HealthCheckService>(),
            services.GetRequiredService<ResourceNotificationService>(), Eventing, services));
    }
}
