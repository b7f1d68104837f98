using System.Diagnostics;
using System.Diagnostics.Metrics;
using Voxmark.LabelingService.Labels;
using Voxmark.ServiceDefaults.Telemetry;

namespace Voxmark.LabelingService;

/// <summary>What this service counts and traces of its own work. Tags name kinds, and never a patient, a study or a person.</summary>
internal static class LabelingTelemetry
{
    private const string Name = "Voxmark.Labeling";

    private static readonly Meter s_meter = new(Name);

    private static readonly Counter<long> s_saves = s_meter.CreateCounter<long>(
        "voxmark.labeling.saves", "{revision}", "Revisions that somebody wanted saved, by what became of them.");

    private static readonly Histogram<double> s_tools = s_meter.CreateDuration(
        "voxmark.labeling.assist.duration", "Calls of a semi-automatic tool, by tool and status.");

    public static ActivitySource Activities { get; } = new(Name);

    public static void Saved(SaveOutcome outcome) =>
        s_saves.Add(1, new KeyValuePair<string, object?>("outcome", outcome.GetType().Name));

    /// <summary>Around each tool's endpoint; the tool is called as the last part of its route.</summary>
    public static async ValueTask<object?> AroundToolAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var tool = (call.HttpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.Split('/')[^1];
        using var activity = Activities.StartActivity($"assist {tool}");
        var (start, status) = (Stopwatch.GetTimestamp(), StatusCodes.Status500InternalServerError);
        try
        {
            var answer = await next(call);
            var result = answer is INestedHttpResult nested ? nested.Result : answer;
            status = (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
            return answer;
        }
        catch (OperationCanceledException)
        {
            status = StatusCodes.Status499ClientClosedRequest;
            throw;
        }
        finally
        {
            s_tools.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, new("tool", tool), new("status", status));
        }
    }
}
