using Microsoft.AspNetCore.Mvc;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Clients;

namespace Voxmark.WebUi.Pages.Viewer;

[AuditRead("page.series")]
internal sealed class AreaModel(IngestClient ingest, LabelingClient labeling) : ViewerPageModel
{
    public override string Step => "Area";

    public override IReadOnlyList<string> FirstReads =>
    [
        .. base.FirstReads,
        $"/api/selections?seriesInstanceUid={Detail.Series.SeriesInstanceUid}",
        $"/api/labels?seriesInstanceUid={Detail.Series.SeriesInstanceUid}",
    ];

    public async Task<IActionResult> OnGetAsync(string seriesInstanceUid, CancellationToken ct)
    {
        if (await ingest.FindSeriesAsync(seriesInstanceUid, ct) is not { } detail)
            return NotFound();

        var labels = await labeling.ListLabelsAsync(seriesInstanceUid, ct);
        (Detail, LabelId) = (detail, labels.FirstOrDefault()?.Id);
        return Page();
    }
}
