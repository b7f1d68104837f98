using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Voxmark.AppHost.Logs;

namespace Voxmark.AppHost.Supervision;

/// <summary>
/// What the person at the terminal sees: a line when a program becomes healthy, ill or ends, and its last lines when it
/// fails. Everything else is in the log files and on the dashboard. Thread-safe.
/// </summary>
internal sealed class ConsoleReporter(ResourceNotificationService notifications, DistributedApplicationModel model, LogFiles logs)
    : BackgroundService
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _said = [];
    private readonly int _nameWidth = model.Resources.Max(resource => resource.Name.Length);

    public void Say(string text)
    {
        lock (_gate) Console.WriteLine(text);
    }

    public void Crashed(ResourceEvent ended, TimeSpan delay) =>
        Fail(ended, $"ended with exit code {ended.Snapshot.ExitCode}; starting it again in {delay.TotalSeconds:0} s");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in notifications.WatchAsync(stoppingToken))
        {
            if (change.Resource is ProjectResource or ExecutableResource or ContainerResource) Show(change);
        }
    }

    private void Show(ResourceEvent change)
    {
        var before = _said.GetValueOrDefault(change.Resource.Name);
        var isJob = !change.Resource.HasAnnotationOfType<KeepRunningAnnotation>();
        if (Describe(change.Snapshot, isJob, before) is not { } text || text == before) return;
        _said[change.Resource.Name] = text;
        if (text.StartsWith("failed", StringComparison.Ordinal)) Fail(change, text);
        else Say($"  {change.Resource.Name.PadRight(_nameWidth)}  {text}");
    }

    private static string? Describe(CustomResourceSnapshot snapshot, bool isJob, string? before) => snapshot.State?.Text switch
    {
        "Finished" or "Exited" when snapshot.ExitCode is null or 0 => isJob ? "finished" : "stopped",
        "Finished" or "Exited" => isJob ? $"failed with exit code {snapshot.ExitCode}" : $"ended with exit code {snapshot.ExitCode}",
        "FailedToStart" => "failed to start",
        "Running" when isJob => null,
        "Running" when snapshot.HealthStatus == HealthStatus.Healthy => "healthy",
        "Running" when before == "healthy" && snapshot.HealthReports.Any(report => report.Status == HealthStatus.Unhealthy) => "unhealthy",
        _ => null,
    };

    private void Fail(ResourceEvent change, string what)
    {
        lock (_gate)
        {
            Console.WriteLine($"! {change.Resource.Name.PadRight(_nameWidth)}  {what}");
            foreach (var line in logs.LastLines(change.Resource.Name)) Console.WriteLine($"    | {line}");
        }
    }
}
