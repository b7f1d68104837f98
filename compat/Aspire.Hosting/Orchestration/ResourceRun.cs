using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// The life of one resource: waits for the others it names, starts its replicas, tells those who wait for it.
/// A resource without replicas (a database, a connection string) only passes on what it waits for.
/// </summary>
internal sealed class ResourceRun(IResource resource, IReadOnlyList<Func<ResourceRun, Replica>> replicaFactories,
    ResourceNotificationService notifications, IDistributedApplicationEventing eventing, IServiceProvider services,
    ConsoleReporter console, ResourceLog log) : IDisposable
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _readyAnnounced;

    public IResource Resource { get; } = resource;

    public ResourceLog Log { get; } = log;

    public IReadOnlyList<Replica> Replicas { get; private set; } = [];

    private IEnumerable<string> Ids => Replicas.Count == 0 ? [Resource.Name] : Replicas.Select(replica => replica.Identity.Id);

    /// <summary>Ends when the resource has ended, whatever the reason.</summary>
    /// <param name="find">The run of another resource of the model.</param>
    /// <param name="shutdown">Ends waiting and restarting; running processes wait for <see cref="Stop"/>.</param>
    public async Task RunAsync(Func<IResource, ResourceRun> find, CancellationToken shutdown)
    {
        Replicas = [.. replicaFactories.Select(create => create(this))];
        try
        {
            await PublishAsync(KnownResourceStates.Waiting);
            await WaitForOthersAsync(find, shutdown);
            await eventing.PublishAsync(new BeforeResourceStartedEvent(Resource, services), shutdown);
            if (Replicas.Count == 0) await PassAsync(shutdown);
            else await RunReplicasAsync(shutdown);
        }
        catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
        {
            await PublishAsync(KnownResourceStates.NotStarted);
        }
        catch (Exception e)
        {
            await FailAsync(e);
        }
    }

    /// <summary>Asks every replica to end; <see cref="RunAsync"/> ends when they have.</summary>
    public void Stop()
    {
        foreach (var replica in Replicas) replica.Stop();
    }

    public void Dispose()
    {
        foreach (var replica in Replicas) replica.Dispose();
        Log.Dispose();
    }

    public Task PublishAsync(string state) => Task.WhenAll(Ids.Select(id =>
        notifications.PublishUpdateAsync(Resource, id, snapshot => snapshot with { State = state })));

    /// <summary>Called by a replica each time it answers that it is healthy.</summary>
    public void ReplicaIsHealthy()
    {
        if (Replicas.All(replica => replica.IsHealthy) && Interlocked.Exchange(ref _readyAnnounced, 1) == 0) _ = AnnounceReadyAsync();
    }

    private async Task RunReplicasAsync(CancellationToken shutdown)
    {
        var running = Replicas.Select(replica => replica.RunAsync(shutdown)).ToArray();
        _started.TrySetResult();
        var codes = await Task.WhenAll(running);
        if (shutdown.IsCancellationRequested) _completed.TrySetCanceled(shutdown);
        else _completed.TrySetResult(codes.Max() ?? 0);
    }

    private async Task PassAsync(CancellationToken shutdown)
    {
        await PublishAsync(KnownResourceStates.Running);
        _started.TrySetResult();
        Interlocked.Exchange(ref _readyAnnounced, 1);
        await AnnounceReadyAsync();
        await Task.Delay(Timeout.Infinite, shutdown);
    }

    private async Task AnnounceReadyAsync()
    {
        try
        {
            await eventing.PublishAsync(new ResourceReadyEvent(Resource, services));
            await Task.WhenAll(Ids.Select(id =>
                notifications.PublishUpdateAsync(Resource, id, snapshot => snapshot with { IsReady = true })));
            _ready.TrySetResult();
        }
        catch (Exception e)
        {
            await FailAsync(e);
        }
    }

    private async Task WaitForOthersAsync(Func<IResource, ResourceRun> find, CancellationToken shutdown)
    {
        if (Resource is IResourceWithParent child) await find(child.Parent)._ready.Task.WaitAsync(shutdown);
        foreach (var wait in Resource.Annotations.OfType<WaitAnnotation>())
        {
            try
            {
                await WaitForAsync(find(wait.Resource), wait).WaitAsync(shutdown);
            }
            catch (DistributedApplicationException) when (wait.WaitBehavior == WaitBehavior.WaitOnResourceUnavailable)
            {
                await Task.Delay(Timeout.Infinite, shutdown);
            }
        }
    }

    private static async Task WaitForAsync(ResourceRun other, WaitAnnotation wait)
    {
        if (wait.WaitType == WaitType.WaitUntilStarted) await other._started.Task;
        else if (wait.WaitType == WaitType.WaitUntilHealthy) await other._ready.Task;
        else if (await other._completed.Task is var code && code != wait.ExitCode)
        {
            throw new DistributedApplicationException(
                $"'{wait.Resource.Name}' ended with exit code {code}, not with {wait.ExitCode}.");
        }
    }

    private async Task FailAsync(Exception e)
    {
        Log.Write(e is DistributedApplicationException ? e.Message : e.ToString());
        await PublishAsync(KnownResourceStates.FailedToStart);
        console.FailedToStart(Resource.Name, e);
        var failure = new DistributedApplicationException($"'{Resource.Name}' did not start.", e);
        _started.TrySetException(failure);
        _ready.TrySetException(failure);
        _completed.TrySetException(failure);
        _ = (_started.Task.Exception, _ready.Task.Exception, _completed.Task.Exception);   // nobody needs to be waiting
        Stop();
    }
}
