using System.Diagnostics;
using OpenTelemetry;

namespace Voxmark.ServiceDefaults.Telemetry;

/// <summary>
/// Spans keep the route and lose the address: a search in a study list names a patient, in its query, and so may a path that
/// somebody made up.
/// </summary>
internal sealed class SilentSpans : BaseProcessor<Activity>
{
    private static readonly string[] s_addresses = ["url.full", "url.path", "url.query", "http.url", "http.target"];

    public override void OnEnd(Activity span)
    {
        foreach (var address in s_addresses)
            span.SetTag(address, null);
    }
}
