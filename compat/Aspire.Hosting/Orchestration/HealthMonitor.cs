using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// Asks a running replica how it is: often while it comes up or is ill, every 30 s while it is well.
/// </summary>
internal sealed class HealthMonitor(IResource resource, ReplicaIdentity replica, HealthCheckService checks)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WhenHealthy = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = Patience,
    };

    private readonly HealthCheckAnnotation[] _annotations = [.. resource.Annotations.OfType<HealthCheckAnnotation>()];

    /// <summary>What is reported before the first answer.</summary>
    public IReadOnlyList<HealthReportSnapshot> Unknown =>
        [.. _annotations.Select(annotation => new HealthReportSnapshot(annotation.Key, null, null, null))];

    public async Task RunAsync(Func<IReadOnlyList<HealthReportSnapshot>, Task> report, CancellationToken cancellationToken)
    {
        var delay = First;
        while (!cancellationToken.IsCancellationRequested)
        {
            var reports = await Task.WhenAll(_annotations.Select(annotation => CheckAsync(annotation, cancellationToken)));
            if (cancellationToken.IsCancellationRequested) return;
            await report(reports);
            var healthy = reports.All(snapshot => snapshot.Status == HealthStatus.Healthy);
            if (healthy && reports.Length == 0) return;
            await Task.Delay(healthy ? WhenHealthy : delay, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            delay = healthy ? First : TimeSpan.FromTicks(Math.Min(delay.Ticks * 3 / 2, Longest.Ticks));
        }
    }

    private async Task<HealthReportSnapshot> CheckAsync(HealthCheckAnnotation annotation, CancellationToken cancellationToken)
    {
        try
        {
            return annotation is HttpHealthCheckAnnotation http
                ? await AskOverHttpAsync(http, cancellationToken)
                : await AskServiceAsync(annotation.Key, cancellationToken);
        }
        catch (Exception e)
        {
            return new HealthReportSnapshot(annotation.Key, HealthStatus.Unhealthy, e.Message, e.ToString());
        }
    }

    private async Task<HealthReportSnapshot> AskOverHttpAsync(HttpHealthCheckAnnotation check, CancellationToken cancellationToken)
    {
        var port = replica.TargetPorts[check.Endpoint.EndpointAnnotation];
        var uri = new Uri($"{check.Endpoint.Scheme}://{KnownHostNames.Localhost}:{port.ToString(CultureInfo.InvariantCulture)}{check.Path}");
        using var response = await Http.GetAsync(uri, cancellationToken);
        if ((int)response.StatusCode == check.StatusCode) return new(check.Key, HealthStatus.Healthy, null, null);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return new(check.Key, HealthStatus.Unhealthy,
            $"{check.Path} answered {(int)response.StatusCode} {Shorten(body)}".TrimEnd(), null);
    }

    private async Task<HealthReportSnapshot> AskServiceAsync(string key, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var report = await checks.CheckHealthAsync(registration => registration.Name == key, patience.Token);
        if (!report.Entries.TryGetValue(key, out var entry))
        {
            throw new DistributedApplicationException($"The health check '{key}' of '{resource.Name}' is not registered.");
        }

        return new(key, entry.Status, entry.Description ?? entry.Exception?.Message, entry.Exception?.ToString());
    }

    private static string Shorten(string text) => text.Length <= 200 ? text.Trim() : text[..200] + "…";
}

internal sealed class HttpHealthCheckAnnotation(string key, EndpointReference endpoint, string path, int statusCode)
    : HealthCheckAnnotation(key)
{
    public EndpointReference Endpoint { get; } = endpoint;

    public string Path { get; } = path;

    public int StatusCode { get; } = statusCode;
}
