using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;

namespace Voxmark.WebUi.Pages.Studies;

/// <summary>What the study list shows, as its address says it.</summary>
/// <param name="Days">Studies of the last so many days; null when there is a date.</param>
/// <param name="Sort">As <c>GET /api/studies</c> takes it; null for the newest change first.</param>
internal sealed record StudyFilter(
    string? Search, IReadOnlyList<string> Modalities, int? Days, DateOnly? From, DateOnly? To, string? Sort)
{
    /// <summary>Spans that have a link of their own.</summary>
    public static IReadOnlyList<int> Spans { get; } = [1, 7, 30, 365];

    public bool HasDates => Days is not null || From is not null || To is not null;

    public bool IsEmpty => Search is null && Modalities.Count == 0 && !HasDates;

    public bool Shows(string modality) => Modalities.Contains(modality);

    public StudyFilter Toggled(string modality) =>
        this with { Modalities = Shows(modality) ? [.. Modalities.Where(m => m != modality)] : [.. Modalities, modality] };

    public StudyFilter WithDays(int? days) => this with { Days = days, From = null, To = null };

    /// <summary>By this column; the other way round when it is the order already.</summary>
    public StudyFilter SortedBy(string column, bool isDescendingFirst) =>
        this with { Sort = Sort == (isDescendingFirst ? $"-{column}" : column) ? isDescendingFirst ? column : $"-{column}"
            : isDescendingFirst ? $"-{column}" : column };

    /// <returns>For <c>aria-sort</c>: null when the list is in another order.</returns>
    public string? DirectionOf(string column) => (Sort ?? StudyListOrder) switch
    {
        { } sort when sort == column => "ascending",
        { } sort when sort == $"-{column}" => "descending",
        _ => null,
    };

    /// <summary>This list's address.</summary>
    /// <param name="at">Page, 1-based.</param>
    public string Address(int at = 1)
    {
        var query = new QueryBuilder();
        Add(query, "search", Search);
        foreach (var modality in Modalities)
            query.Add("modality", modality);
        Add(query, "days", Days?.ToString(CultureInfo.InvariantCulture));
        Add(query, "from", Iso(From));
        Add(query, "to", Iso(To));
        Add(query, "sort", Sort == StudyListOrder ? null : Sort);
        Add(query, "at", at > 1 ? at.ToString(CultureInfo.InvariantCulture) : null);
        return $"/studies{query}";
    }

    /// <summary>The same for IngestService.</summary>
    public string ApiQuery(DateOnly today, int page, int pageSize)
    {
        var query = new QueryBuilder
        {
            { "page", page.ToString(CultureInfo.InvariantCulture) }, { "pageSize", pageSize.ToString(CultureInfo.InvariantCulture) },
        };
        Add(query, "search", Search);
        Add(query, "modality", Modalities.Count > 0 ? string.Join(',', Modalities) : null);
        Add(query, "from", Iso(Days is { } days ? today.AddDays(1 - days) : From));
        Add(query, "to", Iso(To));
        Add(query, "sort", Sort);
        return query.ToString();
    }

    private const string StudyListOrder = "-changed";

    private static string? Iso(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Add(QueryBuilder query, string key, string? value)
    {
        if (value is not null)
            query.Add(key, value);
    }
}
