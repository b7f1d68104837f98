using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Voxmark.Fixtures.Telemetry;

/// <summary>
/// What a service reports of one trace, which begins with a request that carries <see cref="TraceParent"/>; what other tests
/// of the process do at the same time is not heard.
/// </summary>
public sealed class ListenedTrace : IDisposable
{
    private readonly ActivityTraceId _id = ActivityTraceId.CreateRandom();
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();
    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly ConcurrentQueue<string> _measurements = [];

    public ListenedTrace()
    {
        _activities = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Keep,
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith("Voxmark.", StringComparison.Ordinal))
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Keep(instrument, 1, tags));
        _meters.Start();
    }

    /// <summary>The W3C header that makes a request part of this trace.</summary>
    public string TraceParent => $"00-{_id}-{ActivitySpanId.CreateRandom()}-01";

    /// <summary>Those that have ended.</summary>
    public IReadOnlyList<Activity> Spans => [.. _spans];

    /// <summary>Each as "instrument key=value …", as often as it was counted; a duration once.</summary>
    public IReadOnlyList<string> Measurements => [.. _measurements];

    /// <summary>The span and what caused it, up to the request; the last one's cause lies outside.</summary>
    public IEnumerable<Activity> WayTo(Activity span)
    {
        for (var at = span; at is not null; at = _spans.FirstOrDefault(cause => cause.SpanId == at.ParentSpanId))
            yield return at;
    }

    public async Task WaitUntilAsync(Func<ListenedTrace, bool> reported)
    {
        for (var deadline = DateTime.UtcNow.AddMinutes(1); !reported(this); await Task.Delay(50))
            Assert.True(DateTime.UtcNow < deadline, "Reported so far: " + string.Join(", ", _spans.Select(span => span.DisplayName)));
    }

    public void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
    }

    private void Keep(Activity span)
    {
        if (span.TraceId == _id)
            _spans.Enqueue(span);
    }

    private void Keep(Instrument instrument, long count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Activity.Current?.TraceId != _id)
            return;
        var measurement = string.Join(' ', [instrument.Name, .. tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")]);
        for (; count > 0; count--)
            _measurements.Enqueue(measurement);
    }
}
