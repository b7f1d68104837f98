using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Voxmark.Contracts.Ingest;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.WebUi.Clients;
using Voxmark.WebUi.Localization;

namespace Voxmark.WebUi.Pages.Studies;

internal sealed class IndexModel(IngestClient ingest, SeriesCards cards, IAuthorizationService authorization) : PageModel
{
    public const int PageSize = 50;

    /// <summary>Modalities that have a filter of their own: those that Voxmark's users label (DICOM CS, PS3.3 C.7.3.1.1.1).</summary>
    public static IReadOnlyList<string> Modalities { get; } = ["CT", "MR", "PT", "US", "DX"];

    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Modality { get; set; }

    /// <summary>1-based. Not called "page", which Razor Pages keeps for itself.</summary>
    [BindProperty(SupportsGet = true, Name = "at")]
    public int At { get; set; } = 1;

    /// <summary>Study Instance UIDs whose series are shown.</summary>
    [BindProperty(SupportsGet = true)]
    public HashSet<string> Open { get; set; } = [];

    public StudyPage Found { get; private set; } = null!;

    public Dictionary<string, IReadOnlyList<SeriesCard>> CardsByStudy { get; } = [];

    public bool CanUpload { get; private set; }

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || !string.IsNullOrWhiteSpace(Modality);

    /// <summary>What was searched for, as a person would say it: <c>kim CT</c>.</summary>
    public string Filter => $"{Search?.Trim()} {Modality?.Trim()}".Trim();

    public string CountText(IStringLocalizer<Texts> texts) =>
        texts[IsFiltered ? "Studies.CountFound" : "Studies.Count", Found.Total.ToString("N0", CultureInfo.CurrentCulture)];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Found = await ingest.ListStudiesAsync(Search, Modality, Math.Max(1, At), PageSize, ct);
        foreach (var study in Found.Studies.Where(study => Open.Contains(study.StudyInstanceUid)))
            CardsByStudy[study.StudyInstanceUid] = await cards.OfAsync(study, ct);
        CanUpload = (await authorization.AuthorizeAsync(User, Policies.Annotate)).Succeeded;
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

    /// <summary>This list with other filters.</summary>
    public string Address(string? modality, int at)
    {
        var query = new QueryBuilder();
        if (!string.IsNullOrWhiteSpace(Search))
            query.Add("search", Search);
        if (!string.IsNullOrWhiteSpace(modality))
            query.Add("modality", modality);
        if (at > 1)
            query.Add("at", at.ToString(CultureInfo.InvariantCulture));
        return $"/studies{query}";
    }
}
