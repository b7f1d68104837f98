using OpenCvSharp;

namespace Voxmark.InferenceService.BodyComposition;

/// <summary>
/// Muscle and fat of one axial CT slice of the abdomen: three kinds of closed contours in polar images about a known vertebra,
/// and HU ranges between them. docs/body-composition.md has every step and where its figures come from. Deterministic; nothing
/// is kept between calls.
/// </summary>
internal static class BodyCompositionAlgorithm
{
    /// <param name="vertebra">Of this slice.</param>
    /// <returns>Null where there is no body in the image.</returns>
    public static BodyCompositionSlice? Run(WorkSlice slice, Vertebra vertebra)
    {
        using var body = BodyMask.Of(slice.Hu, out var box);
        if (box.Width == 0)
            return null;
        using var spine = SpineMask.Of(slice.Hu, vertebra);
        var sized = Sized(vertebra);
        var fascia = OuterFascia.Of(slice.Hu, body, vertebra);
        var psoas = Psoas.Of(slice.Hu, spine, sized);
        var wall = WallOf(slice.Hu, spine, sized, fascia, psoas.Right, psoas.Left);
        var contours = BodyContours.Of(slice.Grid, fascia, wall.Contour, psoas.Right, psoas.Left);
        var labels = TissueMasks.Of(slice, body, spine, sized, contours);
        return new(labels, contours, QualityChecks.Of(slice, body, box, vertebra, wall, labels));
    }

    /// <summary>The tissues by contours that a person has changed.</summary>
    /// <returns><see cref="BodyCompositionSlice.Labels"/>.</returns>
    public static byte[] Apply(WorkSlice slice, Vertebra vertebra, BodyContours contours)
    {
        using var body = BodyMask.Of(slice.Hu, out _);
        using var spine = SpineMask.Of(slice.Hu, vertebra);
        return TissueMasks.Of(slice, body, spine, Sized(vertebra), contours);
    }

    private static InnerWallPath WallOf(
        Mat hu, Mat spine, Vertebra vertebra, StarContour fascia, StarContour rightPsoas, StarContour leftPsoas)
    {
        using var within = fascia.ToMask(hu.Size());
        var (x, y) = InnerWall.CentreOf(vertebra, FirstRow(within, (int)Math.Round(vertebra.X)));
        var around = StarContour.Around(within, x, y, Math.Max(hu.Rows, hu.Cols));
        using var hidden = spine.Clone();
        Polygon.Fill(hidden, rightPsoas.Points());
        Polygon.Fill(hidden, leftPsoas.Points());
        return InnerWall.Of(InnerWallImage.Of(hu, hidden, around), around, vertebra);
    }

    private static int FirstRow(Mat mask, int column)
    {
        var pixels = mask.All<byte>();
        var (rows, columns) = (mask.Rows, mask.Cols);
        var x = Math.Clamp(column, 0, columns - 1);
        for (var y = 0; y < rows; y++)
        {
            if (pixels[(y * columns) + x] != 0)
                return y;
        }

        return 0;
    }

    private static Vertebra Sized(Vertebra vertebra) => vertebra with
    {
        RadiusMm = Math.Clamp(vertebra.RadiusMm, SpineMask.MinRadiusMm, SpineMask.MaxRadiusMm),
    };
}
