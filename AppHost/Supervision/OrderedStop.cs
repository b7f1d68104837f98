using Microsoft.Extensions.Hosting;

namespace Voxmark.AppHost.Supervision;

/// <summary>
/// The orchestrator ends everything at once, databases first, and kills what takes longer than some seconds. Before it is
/// told to, each program is asked to end after those that waited for it, and given the time that it needs.
/// </summary>
internal sealed class OrderedStop(DistributedApplicationModel model, Programs programs, ResourceNotificationService notifications,
    ConsoleReporter console) : IHostedService
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Dictionary<IResource, Task> _stops = [];

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        console.Say("Stopping …");
        // The dashboard goes with the orchestrator: the others still tell it how they end.
        return Task.WhenAll(model.Resources.Where(resource => resource.Name != "aspire-dashboard").Select(StopAfterDependentsAsync));
    }

    private Task StopAfterDependentsAsync(IResource resource)
    {
        if (!_stops.TryGetValue(resource, out var stop)) _stops[resource] = stop = StopAsync();
        return stop;

        async Task StopAsync()
        {
            await Task.WhenAll(model.Resources.Where(other => DependsOn(other, resource)).Select(StopAfterDependentsAsync));
            await EndAsync(resource);
        }
    }

    private static bool DependsOn(IResource other, IResource resource) => other != resource
        && (other.Annotations.OfType<WaitAnnotation>().Any(wait => wait.Resource == resource)
            || (other is IResourceWithParent child && child.Parent == resource));

    private async Task EndAsync(IResource resource)
    {
        var running = programs.Of(resource).ToList();
        foreach (var program in running) Programs.Terminate(program.ProcessId);
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            await Task.WhenAll(running.Select(program => notifications.WaitForResourceAsync(resource.Name, state =>
                state.ResourceId == program.ResourceId
                && KnownResourceStates.TerminalStates.Contains(state.Snapshot.State?.Text), patience.Token)));
        }
        catch (OperationCanceledException)
        {
            console.Say($"! {resource.Name} did not end within {s_patience.TotalSeconds:0} s");
        }
    }
}
