namespace Voxmark.InferenceService.BodyComposition;

/// <summary>
/// The contours that the tissues of a slice are told apart by. A person may move them; <see cref="TissueMasks"/> then says what
/// the tissues are. Each is a list of alternating columns and rows of stored pixels, with fractions, 0 a pixel's middle; the
/// last point joins the first.
/// </summary>
/// <param name="OuterFascia">Between subcutaneous fat and the muscles of the wall.</param>
/// <param name="InnerWall">Between these and the cavity.</param>
/// <param name="RightPsoas">The patient's right.</param>
public sealed record BodyContours(double[] OuterFascia, double[] InnerWall, double[] RightPsoas, double[] LeftPsoas)
{
    internal static BodyContours Of(
        WorkGrid grid, StarContour outerFascia, StarContour innerWall, StarContour rightPsoas, StarContour leftPsoas) =>
        new(Stored(grid, outerFascia), Stored(grid, innerWall), Stored(grid, rightPsoas), Stored(grid, leftPsoas));

    private static double[] Stored(WorkGrid grid, StarContour contour)
    {
        var points = contour.Points();
        var stored = new double[2 * points.Count];
        for (var n = 0; n < points.Count; n++)
            (stored[2 * n], stored[(2 * n) + 1]) = grid.ToStored(points[n].X, points[n].Y);
        return stored;
    }
}
