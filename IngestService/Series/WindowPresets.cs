using Voxmark.Contracts.Ingest;
using Voxmark.Imaging.Volumes;

namespace Voxmark.IngestService.Series;

/// <summary>Windows to offer: the images' own first, then those of the body part, then the rest.</summary>
internal static class WindowPresets
{
    /// <summary>Centre and width in HU: what OHIF, 3D Slicer and VolView agree on, and two that cover muscle
    /// (-29 to 150) and fat (-190 to -30).</summary>
    private static readonly WindowPreset[] Ct =
    [
        new("Abdomen", 40, 400, "abdomen"),
        new("Muscle", 60, 180, "muscle"),
        new("Fat", -110, 160, "fat"),
        new("Liver", 90, 150, "liver"),
        new("Mediastinum", 50, 350, "mediastinum"),
        new("Lung", -600, 1500, "lung"),
        new("Bone", 480, 2500, "bone"),
        new("Brain", 40, 80, "brain"),
    ];

    public static IReadOnlyList<WindowPreset> For(VolumeHeader volume, string? bodyPartExamined)
    {
        var own = volume.Windows.Select(w => new WindowPreset(
            w.Name, w.Center, w.Width, "dicom", w.Shape ?? VolumeWindow.Linear, w.Greys));
        if (volume.Unit == "HU")
            return [.. own, .. Ct.OrderBy(preset => preset.Source == KeyFor(bodyPartExamined) ? 0 : 1)];

        var low = volume.MinVoxel * volume.Slope + volume.Intercept;
        var high = volume.MaxVoxel * volume.Slope + volume.Intercept;
        var full = VolumeWindow.Over(Math.Min(low, high), Math.Max(low, high));
        return [.. own, new("Full range", full.Center, full.Width, "full", full.Shape!)];
    }

    /// <summary>By the defined terms of BodyPartExamined (PS3.16 annex L).</summary>
    private static string KeyFor(string? bodyPartExamined) => bodyPartExamined?.ToUpperInvariant() switch
    {
        "CHEST" or "THORAX" or "HEART" => "mediastinum",
        "LUNG" => "lung",
        "LIVER" => "liver",
        "HEAD" or "BRAIN" => "brain",
        "SKULL" or "SPINE" or "CSPINE" or "TSPINE" or "LSPINE" or "EXTREMITY" => "bone",
        _ => "abdomen",
    };
}
