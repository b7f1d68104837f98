using System.Diagnostics;
using System.Diagnostics.Metrics;
using Voxmark.InferenceService.Jobs;
using Voxmark.ServiceDefaults.Telemetry;

namespace Voxmark.InferenceService;

/// <summary>What this service counts and traces of its own work. Tags name kinds, and never a patient, a study or a person.</summary>
internal static class InferenceTelemetry
{
    private const string Name = "Voxmark.Inference";

    private static readonly Meter s_meter = new(Name);

    private static readonly Counter<long> s_jobs = s_meter.CreateCounter<long>(
        "voxmark.inference.jobs", "{job}", "Jobs by model and by the state that they came to.");

    private static readonly Histogram<double> s_runs = s_meter.CreateDuration(
        "voxmark.inference.run.duration", "Runs of a model over the slices of a job.");

    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>Called when the state is stored.</summary>
    public static void IsNow(SegmentationJob job) =>
        s_jobs.Add(1, new("model", job.Model), new("state", job.State.ToString()));

    public static void Ran(SegmentationJob job, TimeSpan took) =>
        s_runs.Record(took.TotalSeconds, new KeyValuePair<string, object?>("model", job.Model));
}
