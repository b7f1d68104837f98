using System.Collections.Concurrent;
using Voxmark.Contracts;

namespace Voxmark.WebUi.Live;

/// <summary>Somebody at a label, as pages are told.</summary>
/// <param name="PageId">Of the page, kept over reconnections.</param>
/// <param name="Slice">The slice on show.</param>
/// <param name="IsWorking">False for somebody who only looks on.</param>
/// <param name="Since">When they came, or changed between looking on and working: the first who works holds the label.</param>
public sealed record Attendance(string PageId, Person Person, int Slice, bool IsWorking, DateTimeOffset Since);

/// <summary>News of a page that shows a label, told to every replica of this service and repeated while the page lives.</summary>
/// <param name="HasLeft">The page is gone.</param>
public sealed record PresenceChanged(Guid LabelId, Attendance Attendance, bool HasLeft);

/// <summary>
/// Who is at which label, as far as the replicas have told. Who is not heard of for a while is gone: their replica died.
/// Thread-safe.
/// </summary>
internal sealed class LabelPresence(TimeProvider clock)
{
    internal static readonly TimeSpan GoneAfter = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<Guid, ConcurrentDictionary<string, Entry>> _labels = [];

    private readonly record struct Entry(Attendance Attendance, DateTimeOffset HeardAt);

    /// <returns>Whether pages have something new to show.</returns>
    public bool Note(PresenceChanged news)
    {
        var people = _labels.GetOrAdd(news.LabelId, _ => new());
        if (news.HasLeft)
            return people.TryRemove(news.Attendance.PageId, out _);
        var isNew = !people.TryGetValue(news.Attendance.PageId, out var known) || known.Attendance != news.Attendance;
        people[news.Attendance.PageId] = new Entry(news.Attendance, clock.GetUtcNow());
        return isNew;
    }

    /// <summary>Who is there, the longest first.</summary>
    public IReadOnlyList<Attendance> At(Guid labelId) =>
        _labels.TryGetValue(labelId, out var people)
            ?
            [
                .. people.Values.Select(entry => entry.Attendance)
                    .OrderBy(here => here.Since).ThenBy(here => here.PageId, StringComparer.Ordinal),
            ]
            : [];

    /// <returns>The labels where somebody was not heard of for too long, and is forgotten now.</returns>
    public IReadOnlyList<Guid> Expire()
    {
        var oldest = clock.GetUtcNow() - GoneAfter;
        var changed = _labels.Where(label => Forget(label.Value, oldest)).Select(label => label.Key).ToList();
        // Who comes in this very moment is told of again within seconds: pages repeat themselves.
        foreach (var label in _labels.Where(label => label.Value.IsEmpty))
            _labels.TryRemove(label);
        return changed;
    }

    private static bool Forget(ConcurrentDictionary<string, Entry> people, DateTimeOffset oldest)
    {
        var gone = people.Where(entry => entry.Value.HeardAt < oldest).ToList();
        foreach (var entry in gone)
            people.TryRemove(entry);
        return gone.Count > 0;
    }
}
