using System.Globalization;
using System.Net;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Status;

/// <summary>The status page as one self-contained document.</summary>
internal static class StatusHtml
{
    private static readonly string Style = Embedded("status.css");
    private static readonly string Script = Embedded("status.js");

    public static string Page(IReadOnlyList<ResourceRun> runs, IReadOnlyList<ResourceEvent> states, int tailLines)
    {
        var body = new StringBuilder();
        foreach (var run in runs)
        {
            foreach (var state in states.Where(state => ReferenceEquals(state.Resource, run.Resource)))
            {
                AppendRow(body, run, state, tailLines);
            }
        }

        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Resources</title>
            <style>{Style}</style>
            </head>
            <body>
            <header><h1>Resources</h1><p id="age" role="status">live</p></header>
            <main>
            <table>
            <thead><tr><th>Name</th><th>Type</th><th>State</th><th>Addresses</th><th class="number">Restarts</th><th>Log</th></tr></thead>
            <tbody>
            {body}</tbody>
            </table>
            </main>
            <script>{Script}</script>
            </body>
            </html>
            """;
    }

    private static void AppendRow(StringBuilder body, ResourceRun run, ResourceEvent state, int tailLines)
    {
        var (mark, word) = Describe(state.Snapshot);
        var lines = run.Log.Tail(tailLines);
        var log = lines.Count == 0 ? "" :
            $"""<details id="log-{state.ResourceId}"><summary>last lines</summary><pre>{Encode(string.Join('\n', lines))}</pre><a href="/logs/{run.Resource.Name}">all in memory</a></details>""";
        body.Append(CultureInfo.InvariantCulture, $"""
            <tr>
            <th scope="row">{Encode(state.ResourceId)}</th>
            <td>{Encode(state.Snapshot.ResourceType)}</td>
            <td><span class="state {mark}">{Encode(word)}</span>{Reasons(state.Snapshot)}</td>
            <td>{Addresses(run.Resource)}</td>
            <td class="number">{state.Snapshot.Restarts}</td>
            <td>{log}</td>
            </tr>

            """);
    }

    private static (string Mark, string Word) Describe(CustomResourceSnapshot snapshot) => snapshot switch
    {
        { HealthStatus: HealthStatus.Healthy } => ("ok", "Running"),
        { HealthStatus: not null, IsReady: false } => ("warn", "Running, not healthy yet"),
        { HealthStatus: not null } => ("bad", "Running, unhealthy"),
        { State.Text: "Finished" } => ("ok", "Finished"),
        { State.Text: "Exited", ExitCode: var code } => ("bad", $"Exited ({code})"),
        { State.Text: "FailedToStart" } => ("bad", "Failed to start"),
        { State.Text: "NotStarted" } => ("off", "Not started"),
        { State.Text: var text } => ("warn", text),
        _ => ("off", "Not started"),
    };

    private static string Reasons(CustomResourceSnapshot snapshot) => string.Concat(snapshot.HealthReports
        .Where(report => report.Status is not (null or HealthStatus.Healthy) && report.Description is not null)
        .Select(report => $"<p>{Encode(report.Description!)}</p>"));

    private static string Addresses(IResource resource) => string.Join("<br>", resource.Annotations.OfType<EndpointAnnotation>()
        .Where(endpoint => endpoint.AllocatedEndpoint is not null)
        .Select(endpoint => endpoint.IsHttp
            ? $"""<a href="{endpoint.AllocatedEndpoint!.UriString}">{endpoint.AllocatedEndpoint.UriString}</a>"""
            : Encode(endpoint.AllocatedEndpoint!.UriString)));

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Embedded(string name)
    {
        using var stream = typeof(StatusHtml).Assembly.GetManifestResourceStream($"Aspire.Hosting.Status.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
