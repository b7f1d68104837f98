using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// What the person at the terminal sees: a line when a process becomes healthy, ill or ends, and the last lines of its
/// log when it fails. Everything else is in the logs and on the status page. Thread-safe.
/// </summary>
internal sealed class ConsoleReporter(TextWriter output, int nameWidth)
{
    private const int LinesOnFailure = 15;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _said = [];

    public void Say(string text)
    {
        lock (_gate) output.WriteLine(text);
    }

    public void Crashed(string id, int? code, TimeSpan delay, ResourceLog log) => Fail(id, string.Create(
        CultureInfo.InvariantCulture, $"ended with exit code {code}; starting it again in {delay.TotalSeconds:0} s"), LastLines(log));

    public void Failed(string id, int code, ResourceLog log) =>
        Fail(id, string.Create(CultureInfo.InvariantCulture, $"failed with exit code {code}"), LastLines(log));

    public void FailedToStart(string id, Exception reason) => Fail(id, "could not be started",
        reason is DistributedApplicationException ? Causes(reason) : [reason.ToString()]);

    public void NotHealthyYet(string id, IReadOnlyList<HealthReportSnapshot> reports) => Fail(id, "is not healthy yet",
        [.. reports.Where(report => report.Status != HealthStatus.Healthy).Select(report => report.Description ?? report.Name)]);

    /// <summary>Follows the states until cancelled.</summary>
    /// <param name="isShown">Which resources have a line: those with a process.</param>
    /// <param name="isJob">Which have done their work when they end.</param>
    public async Task FollowAsync(ResourceNotificationService notifications, Func<IResource, bool> isShown,
        Func<IResource, bool> isJob, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var update in notifications.WatchAsync(cancellationToken))
            {
                if (isShown(update.Resource)) Show(update, isJob(update.Resource));
            }
        }
        catch (OperationCanceledException)
        {
            // The host has stopped.
        }
    }

    private void Show(ResourceEvent update, bool isJob)
    {
        var saidBefore = _said.GetValueOrDefault(update.ResourceId);
        var text = Describe(update.Snapshot, isJob, saidBefore);
        if (text is null || text == saidBefore) return;
        _said[update.ResourceId] = text;
        Say($"  {update.ResourceId.PadRight(nameWidth)}  {text}");
    }

    private static string? Describe(CustomResourceSnapshot snapshot, bool isJob, string? saidBefore)
    {
        var state = snapshot.State?.Text;
        if (state == KnownResourceStates.Finished) return isJob ? "finished" : "stopped";
        if (state == KnownResourceStates.Exited) return isJob ? null : string.Create(CultureInfo.InvariantCulture, $"ended with exit code {snapshot.ExitCode}");
        if (state == KnownResourceStates.Starting && snapshot.Restarts > 0) return "starting again";
        if (isJob || state != KnownResourceStates.Running) return null;
        return snapshot.HealthStatus == HealthStatus.Healthy ? "healthy"
            : saidBefore == "healthy" && snapshot.HealthReports.Any(report => report.Status is not null) ? "unhealthy"
            : null;
    }

    /// <summary>Without stack frames: the message above them is what helps.</summary>
    private static string[] LastLines(ResourceLog log) =>
        [.. log.Tail(int.MaxValue).Where(line => !line.Contains("    at ", StringComparison.Ordinal)).TakeLast(LinesOnFailure)];

    private static string[] Causes(Exception? reason)
    {
        var causes = new List<string>();
        for (; reason is not null; reason = reason.InnerException) causes.Add(reason.Message);
        return [.. causes];
    }

    private void Fail(string id, string what, IReadOnlyList<string> details)
    {
        lock (_gate)
        {
            output.WriteLine($"! {id.PadRight(nameWidth)}  {what}");
            foreach (var line in details) output.WriteLine($"    | {line}");
        }
    }
}
