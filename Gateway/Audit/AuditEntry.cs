using System.Globalization;
using System.Text;

namespace Voxmark.Gateway.Audit;

/// <summary>Something that happened, on its way into the audit trail.</summary>
/// <param name="Slice">The slice that was read, where it was one.</param>
/// <param name="Written">Completed when the row is in the database; null when nobody waits.</param>
internal sealed record AuditEntry(AuditEvent Event, int? Slice, TaskCompletionSource? Written)
{
    /// <summary>
    /// Rows for a batch: equal reads become one row with their count and slices, everything that somebody waits for stays
    /// a row of its own. In the order of the last of each.
    /// </summary>
    public static IReadOnlyCollection<AuditEvent> Merge(IReadOnlyCollection<AuditEntry> batch) =>
        [.. batch
            .GroupBy(entry => entry.Written is null ? entry.Event with { Id = default, At = default } : entry.Event)
            .Select(equal => equal.Last().Event with
            {
                Count = equal.Sum(entry => entry.Event.Count),
                Slices = Ranges(equal.Where(entry => entry.Slice is not null).Select(entry => entry.Slice!.Value)),
            })
            .OrderBy(row => row.At)];

    /// <returns><c>0-41,57</c>; null when there are none.</returns>
    internal static string? Ranges(IEnumerable<int> slices)
    {
        var text = new StringBuilder();
        var (first, last) = (-1, -1);
        foreach (var slice in slices.Distinct().Order())
        {
            if (slice == last + 1 && first >= 0)
            {
                last = slice;
                continue;
            }

            Append();
            (first, last) = (slice, slice);
        }

        Append();
        return text.Length > 0 ? text.ToString() : null;

        void Append()
        {
            if (first < 0)
                return;
            if (text.Length > 0)
                text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $"{first}");
            if (last > first)
                text.Append(CultureInfo.InvariantCulture, $"-{last}");
        }
    }
}
