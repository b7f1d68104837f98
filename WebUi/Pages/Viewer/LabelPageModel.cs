using Microsoft.AspNetCore.Mvc;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Clients;

namespace Voxmark.WebUi.Pages.Viewer;

/// <summary>A viewer page of one label.</summary>
[AuditRead("page.label")]
internal abstract class LabelPageModel : ViewerPageModel
{
    private readonly IngestClient _ingest;
    private readonly LabelingClient _labeling;

    private protected LabelPageModel(IngestClient ingest, LabelingClient labeling) =>
        (_ingest, _labeling) = (ingest, labeling);

    public override IReadOnlyList<string> FirstReads => [.. base.FirstReads, $"/api/labels/{LabelId}", $"/api/labels/{LabelId}/masks"];

    public async Task<IActionResult> OnGetAsync(Guid labelId, CancellationToken ct)
    {
        if (await _labeling.FindLabelAsync(labelId, ct) is not { } label
            || await _ingest.FindSeriesAsync(label.SeriesInstanceUid, ct) is not { } detail)
            return NotFound();

        (LabelId, Detail) = (label.Id, detail);
        IsLabelled = label.Slices.Count == label.LastSlice - label.FirstSlice + 1;
        return Page();
    }
}
