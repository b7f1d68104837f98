using OpenCvSharp;

namespace Voxmark.InferenceService.BodyComposition;

internal static class Polygon
{
    /// <summary>Of a pixel: the corners of a polygon are as exact as a sixteenth.</summary>
    private const int SubpixelBits = 4;

    /// <summary>Paints a polygon into a mask; pixels that its outline runs through belong to it.</summary>
    /// <param name="corners">In pixels of the mask; 0 is a pixel's middle.</param>
    public static void Fill(Mat mask, IReadOnlyList<Point2d> corners)
    {
        if (corners.Count < 3)
            return;
        var fixedPoint = corners.Select(corner => new Point(
            (int)Math.Round(corner.X * (1 << SubpixelBits)), (int)Math.Round(corner.Y * (1 << SubpixelBits))));
        Cv2.FillPoly(mask, [fixedPoint], Scalar.All(byte.MaxValue), LineTypes.Link8, SubpixelBits);
    }
}
