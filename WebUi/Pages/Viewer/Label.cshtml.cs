using Voxmark.ServiceDefaults.Clients;

namespace Voxmark.WebUi.Pages.Viewer;

internal sealed class LabelModel(IngestClient ingest, LabelingClient labeling) : LabelPageModel(ingest, labeling)
{
    public override string Step => "Label";
}
