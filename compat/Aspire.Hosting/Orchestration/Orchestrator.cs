using System.Collections.Concurrent;
using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.LocalServers;
using Aspire.Hosting.Status;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>Runs the model: ports first, then every resource as soon as what it waits for is there; stops in reverse.</summary>
internal sealed class Orchestrator(DistributedApplicationModel model, DistributedApplicationOptions options,
    DataFolder folder, IConfiguration configuration, ResourceEnvironment environment, string appHostDirectory,
    HealthCheckService checks, ResourceNotificationService notifications, IDistributedApplicationEventing eventing,
    IServiceProvider services) : IHostedService, IDisposable
{
    private readonly FreePorts _ports = new();
    private readonly ConcurrentDictionary<IResource, ResourceRun> _runs = new();
    private readonly Dictionary<IResource, Task> _running = [];
    private readonly List<Forwarder> _forwarders = [];
    private readonly CancellationTokenSource _shutdown = new();
    private readonly CancellationTokenSource _silence = new();
    private readonly ConsoleReporter _console = new(Console.Out, model.Resources.Max(resource => (int?)resource.Name.Length) ?? 0);
    private WaitOrder? _order;
    private StatusPage? _page;
    private Task? _stopping;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        folder.Lock();
        IResource[] resources = [.. model.Resources.Where(resource => resource is not ParameterResource)];
        _order = new WaitOrder(resources);
        await eventing.PublishAsync(new BeforeStartEvent(services, model), cancellationToken);

        var allocator = new EndpointAllocator(_ports);
        foreach (var resource in resources) _runs[resource] = Plan(resource, allocator);
        if (!options.DisableDashboard)
        {
            _page = await StatusPage.StartAsync(configuration.GetValue<int?>("StatusPage:Port") ?? _ports.Next(),
                [.. resources.Where(resource => resource is not ConnectionStringResource).Select(resource => _runs[resource])], notifications);
            _console.Say($"Status page: {_page.Url}");
        }

        _ = _console.FollowAsync(notifications, resource => _runs[resource].Replicas.Count > 0,
            resource => IsJob(resource) || IsScript(resource), _silence.Token);
        foreach (var resource in resources.Where(resource => !resource.HasAnnotationOfType<ExplicitStartupAnnotation>()))
        {
            _running[resource] = _runs[resource].RunAsync(other => _runs[other], _shutdown.Token);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => _stopping ??= StopEverythingAsync();

    public void Dispose()
    {
        _shutdown.Dispose();
        _silence.Dispose();
        folder.Dispose();
    }

    private async Task StopEverythingAsync()
    {
        if (_running.Count > 0) _console.Say("Stopping …");
        await _shutdown.CancelAsync();
        var stopped = new Dictionary<IResource, Task>();
        await Task.WhenAll(_running.Keys.Select(resource => StopAfterDependentsAsync(resource, stopped)));
        foreach (var forwarder in _forwarders) await forwarder.DisposeAsync();
        if (_page is not null) await _page.DisposeAsync();
        await _silence.CancelAsync();
        foreach (var run in _runs.Values) run.Dispose();
        folder.Dispose();
    }

    private ResourceRun Plan(IResource resource, EndpointAllocator allocator)
    {
        var log = new ResourceLog(folder.PathOf($"logs/{resource.Name}.log"));
        var source = Source(resource);
        var isServer = source is not null || resource.HasAnnotationOfType<HealthCheckAnnotation>();
        var ports = allocator.Allocate(resource);
        var factories = ports.Take(isServer ? ports.Count : 0).Select((_, i) =>
        {
            var identity = new ReplicaIdentity(ports.Count == 1 ? resource.Name : $"{resource.Name}-{i + 1}", ports[i]);
            return new Func<ResourceRun, Replica>(run => new Replica(resource, identity, source, IsJob(resource),
                new HealthMonitor(resource, identity, checks), notifications, log, _console, run.ReplicaIsHealthy));
        }).ToArray();
        var run = new ResourceRun(resource, factories, notifications, eventing, services, _console, log);
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>()
            .Where(endpoint => EndpointAllocator.NeedsForwarder(resource, endpoint)))
        {
            _forwarders.Add(new Forwarder(endpoint.AllocatedEndpoint!.Port, () =>
                [.. run.Replicas.Where(replica => replica.IsHealthy).Select(replica => replica.Identity.TargetPorts[endpoint])]));
        }

        return run;
    }

    private ProcessSource? Source(IResource resource) => resource switch
    {
        ProjectResource project => new ProjectProcess(project, environment, configuration),
        ExecutableResource executable => new ExecutableProcess(executable, environment, appHostDirectory),
        _ when resource.HasAnnotationOfType<ConnectionStringRedirectAnnotation>() => null,
        PostgresServerResource postgres => new PostgresProcess(postgres, folder),
        RabbitMQServerResource rabbit => new RabbitMQProcess(rabbit, folder, _ports),
        ContainerResource => throw new NotSupportedException(
            $"Aspire.Hosting: '{resource.Name}' is a container, and containers are not supported here."),
        _ => null,
    };

    private bool IsJob(IResource resource) => model.Resources
        .SelectMany(other => other.Annotations.OfType<WaitAnnotation>())
        .Any(wait => wait.Resource == resource && wait.WaitType == WaitType.WaitForCompletion);

    /// <summary>Nobody can talk to it: it comes, does something, and goes.</summary>
    private static bool IsScript(IResource resource) => resource is ProjectResource or ExecutableResource
        && !resource.HasAnnotationOfType<EndpointAnnotation>();

    private Task StopAfterDependentsAsync(IResource resource, Dictionary<IResource, Task> stopped)
    {
        if (!stopped.TryGetValue(resource, out var stop)) stopped[resource] = stop = StopAsync();
        return stop;

        async Task StopAsync()
        {
            Debug.Assert(_order is not null, "Nothing runs before the order is known.");
            await Task.WhenAll(_order.DependentsOf(resource).Select(dependent => StopAfterDependentsAsync(dependent, stopped)));
            if (!_running.TryGetValue(resource, out var running)) return;
            _runs[resource].Stop();
            await running;
        }
    }
}
