using OpenCvSharp;

namespace Voxmark.InferenceService.BodyComposition;

/// <summary>The trunk on the work grid, without what the thin parts of a table and the arms are, and without holes
/// (step 2.1 of docs/body-composition.md).</summary>
internal static class BodyMask
{
    public const double AirHu = -250;

    private const double OpenMm = 3;

    /// <param name="hu">CV_32FC1, 1 mm.</param>
    /// <param name="box">Around it; empty where there is no body.</param>
    /// <returns>CV_8UC1, 255 inside.</returns>
    public static Mat Of(Mat hu, out Rect box)
    {
        var body = Morphology.Above(hu, AirHu);
        Morphology.Open(body, OpenMm);
        box = Morphology.KeepLargest(body);
        Morphology.FillHoles(body);
        return body;
    }
}
