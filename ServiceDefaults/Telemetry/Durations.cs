using System.Diagnostics.Metrics;

namespace Voxmark.ServiceDefaults.Telemetry;

public static class Durations
{
    private static readonly InstrumentAdvice<double> s_advice = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800],
    };

    /// <summary>How long work takes, in seconds: from a click's share to a run over a whole series.</summary>
    public static Histogram<double> CreateDuration(this Meter meter, string name, string description) =>
        meter.CreateHistogram(name, "s", description, tags: null, s_advice);
}
