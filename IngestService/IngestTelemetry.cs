using System.Diagnostics;
using System.Diagnostics.Metrics;
using Voxmark.Contracts.Ingest;
using Voxmark.ServiceDefaults.Telemetry;

namespace Voxmark.IngestService;

/// <summary>What this service counts and traces of its own work. Tags name kinds, and never a patient, a study or a person.</summary>
internal static class IngestTelemetry
{
    private const string Name = "Voxmark.Ingest";

    private static readonly Meter s_meter = new(Name);

    private static readonly Counter<long> s_instances = s_meter.CreateCounter<long>(
        "voxmark.ingest.instances", "{instance}", "DICOM instances that came, by door and by what became of them.");

    private static readonly Histogram<double> s_builds = s_meter.CreateDuration(
        "voxmark.ingest.volume.build.duration", "Making a series' volume of its instances.");

    public static ActivitySource Activities { get; } = new(Name);

    /// <param name="door">upload, stow-rs or c-store.</param>
    public static void Received(string door, FileDisposition outcome) =>
        s_instances.Add(1, new("door", door), new("outcome", outcome.ToString()));

    public static void Built(bool isVolume, TimeSpan took) =>
        s_builds.Record(took.TotalSeconds, new KeyValuePair<string, object?>("outcome", isVolume ? "volume" : "none"));
}
