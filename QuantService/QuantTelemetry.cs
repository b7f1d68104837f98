using System.Diagnostics;
using System.Diagnostics.Metrics;
using Voxmark.QuantService.Jobs;
using Voxmark.ServiceDefaults.Telemetry;

namespace Voxmark.QuantService;

/// <summary>What this service counts and traces of its own work. Tags name kinds, and never a patient, a study or a person.</summary>
internal static class QuantTelemetry
{
    private const string Name = "Voxmark.Quant";

    private static readonly Meter s_meter = new(Name);

    private static readonly Counter<long> s_jobs = s_meter.CreateCounter<long>(
        "voxmark.quant.jobs", "{job}", "Measuring jobs by the state that they came to.");

    private static readonly Histogram<double> s_measurements = s_meter.CreateDuration(
        "voxmark.quant.measurement.duration", "Measuring a label, by the state that its job came to.");

    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>Called when the state is stored.</summary>
    public static void IsNow(QuantificationJob job) => s_jobs.Add(1, State(job));

    public static void Measured(QuantificationJob job, TimeSpan took) => s_measurements.Record(took.TotalSeconds, State(job));

    private static KeyValuePair<string, object?> State(QuantificationJob job) => new("state", job.State.ToString());
}
