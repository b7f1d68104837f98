using OpenCvSharp;

namespace Voxmark.InferenceService.BodyComposition;

internal static class QualityChecks
{
    private const double LeastThickness = 0.5, MostThickness = 1.4, MostNoiseHu = 35;
    private const double MostMuscleChange = 0.10, MostVisceralChange = 0.25;

    public static QualityConcerns Of(WorkSlice slice, Mat body, Rect box, Vertebra vertebra, InnerWallPath wall, byte[] labels) =>
        If(QualityConcerns.BodyCut, box.Left <= 0 || box.Top <= 0 || box.Right >= body.Cols || box.Bottom >= body.Rows)
        | If(QualityConcerns.FewConfidentRays, wall.ConfidentRays < WallThickness.FewestRays)
        | If(QualityConcerns.UnusualWall, wall.MeanThickness is < LeastThickness or > MostThickness)
        | If(QualityConcerns.Noise, NoiseOf(slice, labels) > MostNoiseHu)
        | If(QualityConcerns.VertebraReplaced, vertebra.IsReplaced)
        | If(QualityConcerns.PaddingInBody, HasPadding(slice, body));

    /// <summary>Of two slices that follow one another.</summary>
    public static QualityConcerns Between(BodyCompositionSlice one, BodyCompositionSlice other) => If(
        QualityConcerns.DiffersFromNeighbour,
        Change(one, other, TissueLabels.Muscle) > MostMuscleChange || Change(one, other, TissueLabels.VisceralFat) > MostVisceralChange);

    private static double Change(BodyCompositionSlice one, BodyCompositionSlice other, byte label)
    {
        var (a, b) = (one.PixelsOf(label), other.PixelsOf(label));
        return a == b ? 0 : (double)Math.Abs(a - b) / Math.Max(1, b);
    }

    private static double NoiseOf(WorkSlice slice, byte[] labels)
    {
        using var stored = slice.Grid.Turn.ToStored(slice.Pixels);
        var hu = stored.All<float>();
        double sum = 0, squares = 0, count = 0;
        for (var n = 0; n < labels.Length; n++)
        {
            if (labels[n] == TissueLabels.SubcutaneousFat)
                (sum, squares, count) = (sum + hu[n], squares + (hu[n] * hu[n]), count + 1);
        }

        return count < 2 ? 0 : Math.Sqrt(Math.Max(0, (squares / count) - (sum / count * (sum / count))));
    }

    private static bool HasPadding(WorkSlice slice, Mat body)
    {
        if (slice.Padding is not { } padding)
            return false;
        using var supine = SupineMasks.Of(body, slice.Grid);
        using var stored = slice.Grid.Turn.ToStored(supine);
        var pixels = stored.All<byte>();
        for (var n = 0; n < padding.Length; n++)
        {
            if (padding[n] && pixels[n] != 0)
                return true;
        }

        return false;
    }

    private static QualityConcerns If(QualityConcerns flag, bool isSo) => isSo ? flag : QualityConcerns.None;
}
