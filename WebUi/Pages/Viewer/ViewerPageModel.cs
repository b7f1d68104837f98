using Microsoft.AspNetCore.Mvc.RazorPages;
using Voxmark.Contracts.Ingest;

namespace Voxmark.WebUi.Pages.Viewer;

/// <param name="Key"><c>Area</c>, <c>Label</c> or <c>Quantify</c>.</param>
/// <param name="Address">Null while there is nothing to go to.</param>
/// <param name="IsDone">Nothing is left to do there.</param>
internal sealed record Step(string Key, string? Address, bool IsDone);

/// <summary>A page of the way Area → Label → Quantify, which hosts the viewer.</summary>
internal abstract class ViewerPageModel : PageModel
{
    public abstract string Step { get; }

    public SeriesDetail Detail { get; protected set; } = null!;

    /// <summary>The label being worked on; in the area step the one to go on with, null when there is none.</summary>
    public Guid? LabelId { get; protected set; }

    /// <summary>Whether every slice of the label carries something.</summary>
    public bool IsLabelled { get; protected set; }

    /// <summary>What the viewer asks for before it can show anything: asked for by the page already, in the very words of
    /// <c>app/src/api/client.ts</c>.</summary>
    public virtual IReadOnlyList<string> FirstReads => [$"/api/series/{Detail.Series.SeriesInstanceUid}", "/api/settings"];

    public IReadOnlyList<Step> Steps =>
    [
        new("Area", $"/series/{Detail.Series.SeriesInstanceUid}/area", IsDone: Step != "Area"),
        new("Label", LabelId is null ? null : $"/labels/{LabelId}", IsDone: Step == "Quantify" && IsLabelled),
        new("Quantify", LabelId is null ? null : $"/labels/{LabelId}/quantify", IsDone: false),
    ];
}
