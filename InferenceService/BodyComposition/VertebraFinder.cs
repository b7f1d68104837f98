using OpenCvSharp;

namespace Voxmark.InferenceService.BodyComposition;

/// <summary>The thickest bone near the middle of the body, a little behind its half (step 2.2 of docs/body-composition.md).</summary>
internal static class VertebraFinder
{
    /// <summary>What bone is looked at: air and fat count as nothing, and metal as bone.</summary>
    public const double LowHu = 0, HighHu = 300;

    /// <summary>Of bone that was averaged over some slices; it bridges discs.</summary>
    private const double AveragedHu = 110;

    /// <summary>Of bone of one slice alone: the one that gives the likeliest size in the likeliest place is taken.</summary>
    private static readonly double[] s_singleHu = [130, 110, 90, 75];

    private const double SmoothingMm = 1, OpenMm = 1.5, CloseMm = 4;

    /// <summary>Further from the middle nothing is looked at.</summary>
    private const int ReachMm = 70;

    private const double MinRadiusMm = 17, MaxRadiusMm = 24, LikelyRadiusMm = 22;

    /// <summary>Where a vertebra lies in the body's box: across in mm, and along as a share.</summary>
    private const double SpreadX = 35, PlaceY = 0.62, SpreadY = 0.22;

    /// <summary>Columns at either side in which the front of the body is looked for, and rows that a gap in it may have.</summary>
    private const int FrontColumns = 6, GapRows = 3;

    /// <param name="bone">Average of some slices, CV_32FC1 on the work grid, within <see cref="LowHu"/> and <see cref="HighHu"/>.</param>
    /// <param name="body">The trunk of the middle one.</param>
    /// <returns>Null where there is no bone.</returns>
    public static Vertebra? InAverage(Mat bone, Mat body, Rect box) =>
        Crop(box) is { Width: > 0, Height: > 0 } crop && Best(bone, body, box, crop, [AveragedHu], _ => AveragedHu) is { } found
            ? found : null;

    /// <param name="hu">CV_32FC1 on the work grid.</param>
    /// <inheritdoc cref="InAverage"/>
    public static Vertebra? InSlice(Mat hu, Mat body, Rect box)
    {
        var crop = Crop(box);
        if (crop.Width <= 0 || crop.Height <= 0)
            return null;
        using var bone = Bone(hu);
        return Best(bone, body, box, crop, s_singleHu, threshold => Math.Max(85, threshold - 20));
    }

    public static Mat Bone(Mat hu)
    {
        var bone = new Mat();
        Cv2.Max(hu, LowHu, bone);
        Cv2.Min(bone, HighHu, bone);
        return bone;
    }

    private static Rect Crop(Rect box)
    {
        var left = Math.Max(box.Left, (int)MiddleOf(box) - ReachMm);
        var right = Math.Min(box.Right, (int)MiddleOf(box) + ReachMm);
        return new(left, box.Top, right - left, box.Height);
    }

    private static double MiddleOf(Rect box) => box.Left + ((box.Width - 1) / 2.0);

    private static Vertebra? Best(
        Mat bone, Mat body, Rect box, Rect crop, double[] thresholds, Func<double, double> walkHu)
    {
        using var near = bone[crop];
        using var smooth = Morphology.Smoothed(near, SmoothingMm);
        using var inBody = body[crop];
        (Vertebra Vertebra, double Score)? best = null;
        foreach (var threshold in thresholds)
        {
            if (ThickestAt(smooth, inBody, box, crop, threshold) is not { } at)
                continue;
            var score = -Math.Abs(at.Depth - LikelyRadiusMm) - (0.1 * Math.Abs(crop.X + at.X - MiddleOf(box))) - (0.05 * (130 - threshold));
            if (best is { } other && other.Score >= score)
                continue;
            var radius = Math.Clamp(at.Depth, MinRadiusMm, MaxRadiusMm);
            var y = Math.Min(at.Y, FrontOf(smooth, at.X, at.Y, radius, walkHu(threshold)) + radius);
            best = (new(crop.X + at.X, crop.Y + y, radius), score);
        }

        return best?.Vertebra;
    }

    /// <returns>The likeliest place within the crop, and how thick the bone is there.</returns>
    private static (int X, int Y, double Depth)? ThickestAt(Mat smooth, Mat body, Rect box, Rect crop, double threshold)
    {
        using var mask = Morphology.Above(smooth, threshold);
        Cv2.BitwiseAnd(mask, body, mask);
        Morphology.Open(mask, OpenMm);
        Morphology.Close(mask, CloseMm);
        Morphology.FillHoles(mask);
        using var depth = Morphology.Depth(mask);
        (int X, int Y, double Depth)? best = null;
        var most = 0.0;
        var rows = depth.Rows;
        for (var y = 0; y < rows; y++)
        {
            var row = depth.Row<float>(y);
            var fromPlace = (((crop.Y + y - box.Top) / (double)(box.Height - 1)) - PlaceY) / SpreadY;
            var weightY = Math.Exp(-fromPlace * fromPlace);
            for (var x = 0; x < row.Length; x++)
            {
                if (Math.Min(row[x], MaxRadiusMm) * weightY <= most)
                    continue;
                var fromMiddle = (crop.X + x - MiddleOf(box)) / SpreadX;
                var score = Math.Min(row[x], MaxRadiusMm) * weightY * Math.Exp(-fromMiddle * fromMiddle);
                if (score > most)
                    (most, best) = (score, (x, y, row[x]));
            }
        }

        return best;
    }

    /// <summary>The row of the crop in which the bone ends towards the belly: the median of some columns.</summary>
    private static double FrontOf(Mat smooth, int x, int y, double radius, double threshold)
    {
        var fronts = new List<double>();
        var last = Math.Min(smooth.Cols - 1, x + FrontColumns);
        for (var column = Math.Max(0, x - FrontColumns); column <= last; column++)
        {
            var row = y;
            while (y - row < 2 * radius && AnyAbove(smooth, column, row, threshold))
                row--;
            fronts.Add(row);
        }

        return Median.Of(fronts);
    }

    private static bool AnyAbove(Mat smooth, int column, int row, double threshold)
    {
        for (var before = Math.Max(0, row - GapRows); before < row; before++)
        {
            if (smooth.Row<float>(before)[column] > threshold)
                return true;
        }

        return false;
    }
}
