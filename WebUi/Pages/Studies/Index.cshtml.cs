using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Voxmark.Contracts.Ingest;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Clients;
using Voxmark.WebUi.Localization;

namespace Voxmark.WebUi.Pages.Studies;

[AuditRead("page.studies")]
internal sealed class IndexModel(IngestClient ingest, SeriesCards cards, IAuthorizationService authorization, TimeProvider clock)
    : PageModel
{
    public const int PageSize = 50;
    private const int MaxDays = 36500;

    private static readonly HashSet<string?> s_sorts = ["changed", "-changed", "date", "-date", "patient", "-patient"];

    /// <summary>
    /// Modalities that have a filter of their own (DICOM CS, PS3.3 C.7.3.1.1.1); others are added while they are filtered by.
    /// </summary>
    public static IReadOnlyList<string> Modalities { get; } = ["CT", "MR", "PT", "NM", "US", "CR", "DX", "XA", "MG", "SEG", "OT"];

    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public List<string> Modality { get; set; } = [];

    /// <summary>Studies of the last so many days.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Days { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    /// <summary>1-based. Not called "page", which Razor Pages keeps for itself.</summary>
    [BindProperty(SupportsGet = true, Name = "at")]
    public int At { get; set; } = 1;

    /// <summary>Study Instance UIDs whose series are shown.</summary>
    [BindProperty(SupportsGet = true)]
    public HashSet<string> Open { get; set; } = [];

    public StudyPage Found { get; private set; } = null!;

    public Dictionary<string, IReadOnlyList<SeriesCard>> CardsByStudy { get; } = [];

    public bool CanUpload { get; private set; }

    /// <summary>May correct patients and delete images.</summary>
    public bool CanCare { get; private set; }

    public StudyFilter Filter { get; private set; } = null!;

    public string CountText(IStringLocalizer<Texts> texts) =>
        texts[Filter.IsEmpty ? "Studies.Count" : "Studies.CountFound", Found.Total.ToString("N0", CultureInfo.CurrentCulture)];

    /// <summary>What was asked for, as a person would say it: <c>kim CT, last 30 days</c>.</summary>
    public string FilterText(IStringLocalizer<Texts> texts)
    {
        var words = string.Join(' ', Filter.Modalities.Prepend(Filter.Search ?? "")).Trim();
        return string.Join(", ", new[] { words, Filter.HasDates ? DatesText(texts) : "" }.Where(part => part.Length > 0));
    }

    public string DatesText(IStringLocalizer<Texts> texts) => Filter switch
    {
        { From: { } from, To: { } to } => $"{from:yyyy-MM-dd} – {to:yyyy-MM-dd}",
        { From: { } from } => $"{from:yyyy-MM-dd} –",
        { To: { } to } => $"– {to:yyyy-MM-dd}",
        { Days: { } days } => SpanText(texts, days),
        _ => texts["Studies.AnyDate"],
    };

    public static string SpanText(IStringLocalizer<Texts> texts, int days) =>
        days == 1 ? texts["Studies.Today"] : texts["Studies.LastDays", days];

    public async Task OnGetAsync(CancellationToken ct)
    {
        // What an address says wrongly is left out rather than refused: it may be an old bookmark.
        Filter = new(
            string.IsNullOrWhiteSpace(Search) ? null : Search.Trim(), [.. Modality.Where(m => !string.IsNullOrWhiteSpace(m)).Distinct()],
            From is null && To is null && Days is > 0 and <= MaxDays ? Days : null, From, To, s_sorts.Contains(Sort) ? Sort : null);
        var today = DateOnly.FromDateTime(clock.GetLocalNow().Date);
        Found = await ingest.ListStudiesAsync(Filter.ApiQuery(today, Math.Max(1, At), PageSize), ct);
        foreach (var study in Found.Studies.Where(study => Open.Contains(study.StudyInstanceUid)))
            CardsByStudy[study.StudyInstanceUid] = await cards.OfAsync(study, ct);
        CanUpload = (await authorization.AuthorizeAsync(User, Policies.Annotate)).Succeeded;
        CanCare = (await authorization.AuthorizeAsync(User, Policies.Administer)).Succeeded;
    }

    /// <summary>The list alone, for a page that is already there.</summary>
    public async Task<PartialViewResult> OnGetListAsync(CancellationToken ct)
    {
        await OnGetAsync(ct);
        return Partial("Studies/_List", this);
    }

    /// <summary>The series of one study, for a row that opens.</summary>
    public async Task<IActionResult> OnGetSeriesAsync(string study, CancellationToken ct) =>
        await ingest.FindStudyAsync(study, ct) is { } found
            ? Partial("Studies/_Series", await cards.OfAsync(found, ct))
            : NotFound();
}
