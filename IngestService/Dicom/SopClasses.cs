using FellowOakDicom;

namespace Voxmark.IngestService.Dicom;

/// <summary>SOP classes that carry pixel data or references which are no images to open (PS3.4 annex B.5).</summary>
internal static class SopClasses
{
    private const string Segmentation = "1.2.840.10008.5.1.4.1.1.66.4";
    private const string LabelMapSegmentation = "1.2.840.10008.5.1.4.1.1.66.7";
    private const string ParametricMap = "1.2.840.10008.5.1.4.1.1.30";
    private const string RtDose = "1.2.840.10008.5.1.4.1.1.481.2";

    public static bool HoldsImages(string sopClassUid) =>
        sopClassUid is not (Segmentation or LabelMapSegmentation or ParametricMap or RtDose);

    /// <summary>A sentence for the user about a series that no image could be found in.</summary>
    public static string WhyNoImages(string sopClassUid)
    {
        var name = DicomUID.Parse(sopClassUid).Name;
        if (name is null or "" or "Unknown")
            name = sopClassUid;
        return name.EndsWith("Image Storage", StringComparison.Ordinal)
            ? $"Its files have no pixel data ({name})."
            : $"It holds no images ({name}).";
    }
}
