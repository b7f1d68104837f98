using System.Collections.Concurrent;
using System.Diagnostics;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// Starts every process from one thread that lives as long as the host. The parent-death signal
/// (prctl(2), PR_SET_PDEATHSIG) is sent when the <em>thread</em> that forked ends, so a thread of the pool, which may
/// retire at any time, would take its processes with it.
/// </summary>
internal static class SpawnThread
{
    private static readonly BlockingCollection<Action> Work = [];

    static SpawnThread() => new Thread(Run) { IsBackground = true, Name = "Process spawner" }.Start();

    public static Task StartAsync(Process process)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                process.Start();
                started.SetResult();
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        });
        return started.Task;
    }

    private static void Run()
    {
        foreach (var action in Work.GetConsumingEnumerable()) action();
    }
}
