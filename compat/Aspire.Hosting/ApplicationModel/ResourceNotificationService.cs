using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The state of every resource instance, and the way to wait for a change. Thread-safe.</summary>
public class ResourceNotificationService
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ResourceEvent> _current = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Channel<ResourceEvent>> _watchers = [];

    internal ResourceNotificationService() { }

    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory) =>
        PublishUpdateAsync(resource, resource.Name, stateFactory);

    public Task PublishUpdateAsync(IResource resource, string resourceId,
        Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        lock (_gate)
        {
            var before = _current.GetValueOrDefault(resourceId)?.Snapshot ??
                new CustomResourceSnapshot { ResourceType = TypeOf(resource), Properties = [] };
            var update = new ResourceEvent(resource, resourceId, stateFactory(before));
            _current[resourceId] = update;
            foreach (var watcher in _watchers) watcher.Writer.TryWrite(update);
        }

        return Task.CompletedTask;
    }

    public bool TryGetCurrentState(string resourceId, out ResourceEvent? resourceEvent)
    {
        lock (_gate) return _current.TryGetValue(resourceId, out resourceEvent);
    }

    /// <summary>The present state of every instance, then every change.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<ResourceEvent>();
        lock (_gate)
        {
            foreach (var current in _current.Values) channel.Writer.TryWrite(current);
            _watchers.Add(channel);
        }

        try
        {
            await foreach (var update in channel.Reader.ReadAllAsync(cancellationToken)) yield return update;
        }
        finally
        {
            lock (_gate) _watchers.Remove(channel);
        }
    }

    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate,
        CancellationToken cancellationToken = default)
    {
        await foreach (var update in WatchAsync(cancellationToken))
        {
            if ((Same(update.Resource.Name, resourceName) || Same(update.ResourceId, resourceName)) && predicate(update))
            {
                return update;
            }
        }

        throw new OperationCanceledException($"No more updates of the resource '{resourceName}'.");
    }

    /// <param name="targetState">One of <see cref="KnownResourceStates"/>; <c>Running</c> when null.</param>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates,
        CancellationToken cancellationToken = default)
    {
        string[] wanted = [.. targetStates];
        var update = await WaitForResourceAsync(resourceName,
            update => wanted.Contains(update.Snapshot.State?.Text, StringComparer.OrdinalIgnoreCase), cancellationToken);
        return update.Snapshot.State!.Text;
    }

    /// <exception cref="DistributedApplicationException">The resource ended instead.</exception>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, WaitBehavior.StopOnResourceUnavailable, cancellationToken);

    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior,
        CancellationToken cancellationToken = default)
    {
        var update = await WaitForResourceAsync(resourceName, update =>
            (update.Snapshot.HealthStatus == HealthStatus.Healthy && update.Snapshot.IsReady)
            || (waitBehavior == WaitBehavior.StopOnResourceUnavailable && HasEnded(update.Snapshot)), cancellationToken);
        return HasEnded(update.Snapshot)
            ? throw new DistributedApplicationException(
                $"The resource '{resourceName}' did not become healthy: its state is {update.Snapshot.State!.Text}.")
            : update;
    }

    /// <summary>The present state of every instance, in the order in which they first reported.</summary>
    internal IReadOnlyList<ResourceEvent> Current
    {
        get
        {
            lock (_gate) return [.. _current.Values];
        }
    }

    private static bool HasEnded(CustomResourceSnapshot snapshot) =>
        snapshot.State is { } state && KnownResourceStates.TerminalStates.Contains(state.Text);

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static string TypeOf(IResource resource) =>
        resource.GetType().Name.Replace("Resource", "", StringComparison.Ordinal);
}
