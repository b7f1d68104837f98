namespace Aspire.Hosting.Orchestration;

/// <summary>Knows which process a resource is, and does what must be done before it starts.</summary>
internal abstract class ProcessSource
{
    /// <summary>Called before every start, also before one that follows a crash.</summary>
    /// <param name="log">Takes a line for the resource's log.</param>
    /// <exception cref="DistributedApplicationException">It cannot be started; trying again would not help.</exception>
    public abstract Task<ProcessPlan> PrepareAsync(ReplicaIdentity replica, Action<string> log, CancellationToken cancellationToken);
}

/// <param name="Companion">Started before <paramref name="Main"/> and stopped after it.</param>
internal sealed record ProcessPlan(ProcessSpec Main, ProcessSpec? Companion = null);
