using OpenCvSharp;

namespace Voxmark.InferenceService.BodyComposition;

/// <summary>The psoas muscles at either side of the spine (step 2.6 of docs/body-composition.md).</summary>
internal static class Psoas
{
    private const int MaxStep = 3;
    private const float StepCost = 0.3f;
    private const double SmoothingMm = 1, CloseMm = 6;

    /// <summary>Of the smoothed values in which its middle is looked for.</summary>
    private const double MinHu = -10, MaxHu = 180;

    /// <summary>Where its middle is likely: beside the vertebra and a little behind its middle, a Gaussian around it.</summary>
    private const double BesideMm = PsoasCost.BesideMm, BehindMm = 2, SpreadMm = 9, ReachMm = 45;

    /// <summary>Muscle is thick there; what is thinner is none, and the likeliest place is taken.</summary>
    private const double EnoughMm = 15, TooThinMm = 3, ElseBehindMm = 4;

    /// <summary>New pixels of the closing lie behind this line only.</summary>
    private const double CloseFrontRadii = 0.6;

    /// <param name="hu">CV_32FC1 on the work grid.</param>
    /// <param name="spine">Of <see cref="SpineMask"/>.</param>
    /// <param name="vertebra">With the radius that the spine was given.</param>
    /// <returns>To the patient's right and left.</returns>
    public static (StarContour Right, StarContour Left) Of(Mat hu, Mat spine, Vertebra vertebra)
    {
        var window = WindowOf(vertebra) & new Rect(0, 0, hu.Cols, hu.Rows);
        using var depth = DepthOfMuscle(hu, spine, window);
        var (right, left) = (ContourOf(hu, spine, vertebra, depth, window, -1), ContourOf(hu, spine, vertebra, depth, window, 1));
        return (Closed(right, spine, vertebra, -1), Closed(left, spine, vertebra, 1));
    }

    private static Rect WindowOf(Vertebra vertebra)
    {
        var across = (int)Math.Ceiling(vertebra.RadiusMm + BesideMm + ReachMm + EnoughMm);
        var along = (int)Math.Ceiling(ReachMm + EnoughMm);
        return new((int)vertebra.X - across, (int)vertebra.Y - along, (2 * across) + 1, (2 * along) + 1);
    }

    private static Mat DepthOfMuscle(Mat hu, Mat spine, Rect window)
    {
        using var near = hu[window];
        using var smooth = Morphology.Smoothed(near, SmoothingMm);
        using var muscle = Morphology.InRange(smooth, float.BitIncrement((float)MinHu), float.BitDecrement((float)MaxHu));
        using var bone = spine[window];
        muscle.SetTo(Scalar.All(0), bone);
        return Morphology.Depth(muscle);
    }

    private static StarContour ContourOf(Mat hu, Mat spine, Vertebra vertebra, Mat depth, Rect window, int side)
    {
        var (x, y) = MiddleOf(depth, window, vertebra, side);
        using var grid = PolarGrid.Outward(x, y, Rays.Samples(PsoasCost.ReachMm));
        using var polar = grid.Sample(hu, -1000, new Size(5, 3));
        var cost = PsoasCost.Of(polar.All<float>(), grid.In(spine), PsoasCost.Limits(x, y, vertebra, side));
        var path = ClosedPath.Find(cost, grid.Samples, MaxStep, StepCost);
        return new(x, y, [.. path.Select(sample => sample * Rays.StepMm)]);
    }

    private static (double X, double Y) MiddleOf(Mat depth, Rect window, Vertebra vertebra, int side)
    {
        var beside = vertebra.RadiusMm + BesideMm;
        (int X, int Y, float Depth)? best = null;
        var most = 0.0;
        var rows = depth.Rows;
        for (var row = 0; row < rows; row++)
        {
            var depths = depth.Row<float>(row);
            var v = window.Y + row - (vertebra.Y + BehindMm);
            for (var column = 0; column < depths.Length; column++)
            {
                var u = ((window.X + column - vertebra.X) * side) - beside;
                if (depths[column] == 0 || Math.Abs(u) > ReachMm || Math.Abs(v) > ReachMm)
                    continue;
                var score = Math.Min(depths[column], EnoughMm) * Math.Exp(-((u * u) + (v * v)) / (2 * SpreadMm * SpreadMm));
                if (score > most)
                    (most, best) = (score, (window.X + column, window.Y + row, depths[column]));
            }
        }

        return best is { Depth: > (float)TooThinMm } found
            ? (found.X, found.Y)
            : (vertebra.X + (side * beside), vertebra.Y + ElseBehindMm);
    }

    /// <summary>With what lies between it and the spine.</summary>
    private static StarContour Closed(StarContour psoas, Mat spine, Vertebra vertebra, int side)
    {
        using var muscle = psoas.ToMask(spine.Size());
        muscle.SetTo(Scalar.All(0), spine);
        using var closed = new Mat();
        Cv2.BitwiseOr(muscle, spine, closed);
        Morphology.Close(closed, CloseMm);
        closed.SetTo(Scalar.All(0), spine);
        var front = (int)Math.Clamp(Math.Floor(vertebra.Y - (CloseFrontRadii * vertebra.RadiusMm)) + 1, 0, closed.Rows);
        using (var before = closed.RowRange(0, front))
            before.SetTo(Scalar.All(0));
        var middle = (int)Math.Clamp(Math.Round(vertebra.X), 0, closed.Cols);
        var (start, end) = side < 0 ? (middle, closed.Cols) : (0, middle);
        using (var other = closed.ColRange(start, end))
            other.SetTo(Scalar.All(0));
        return psoas.GrownInto(closed, PsoasCost.ReachMm);
    }
}
