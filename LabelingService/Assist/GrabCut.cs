using OpenCvSharp;
using Voxmark.Contracts.Labeling;

namespace Voxmark.LabelingService.Assist;

/// <summary>
/// GrabCut (Rother, Kolmogorov, Blake 2004) on three windows of the values, in a crop around the rectangle: the margin
/// around it is background, what looks like the strokes (or like the rectangle's middle) is probably object, the rest of
/// the rectangle probably not. A rectangle alone does not tell muscle from its neighbours; that priming does.
/// </summary>
internal static class GrabCut
{
    /// <summary>Of the smoothing before the cut, mm: less than a pixel of most CT.</summary>
    private const double SmoothingMm = 0.6;

    private const double PrimingBinHu = 20;
    private const double PrimingThreshold = 0.1;

    /// <summary>The mixtures of GrabCut have five components each; fewer pixels cannot be told apart.</summary>
    private const int FewestPixels = 5;

    /// <summary>Any will do, as long as it is the same one: equal requests get equal answers.</summary>
    private const ulong Seed = 12345;

    /// <param name="request">Checked by <see cref="AssistChecks"/>.</param>
    /// <returns>[Rows, Columns], 1 where the object is.</returns>
    public static byte[] Cut(SliceImage image, GrabCutRequest request, CancellationToken ct)
    {
        var rectangle = image.Clip(request.Rectangle);
        var crop = Grow(rectangle, request.MarginMm / image.ColumnSpacingMm, request.MarginMm / image.RowSpacingMm) & image.Bounds;
        using var values = image.Values[crop];
        using var classes = Prime(values, crop, rectangle, image.Scale, request);
        if (HasBoth(classes))
            Iterate(values, classes, image, request.Iterations, ct);

        using var cut = new Mat(image.Bounds.Size, MatType.CV_8UC1, Scalar.All(0));
        using var cutInCrop = cut[crop];
        using var selected = ObjectOf(classes);
        Regions.Gate(selected, values, request.MinHu, request.MaxHu);
        selected.CopyTo(cutInCrop);
        return Regions.ToLabels(cut);
    }

    /// <summary>A first guess, <see cref="GrabCutClasses"/> for each pixel of the crop.</summary>
    private static Mat Prime(Mat values, Rect crop, Rect rectangle, ValueScale scale, GrabCutRequest request)
    {
        var inCrop = new Rect(rectangle.X - crop.X, rectangle.Y - crop.Y, rectangle.Width, rectangle.Height);
        using var keep = StrokePainter.Paint(request.Keep, crop);
        using var remove = StrokePainter.Paint(request.Remove, crop);
        using var sample = keep.Clone();
        if (Cv2.CountNonZero(sample) == 0)
        {
            using var middle = sample[MiddleOf(inCrop)];
            middle.SetTo(Scalar.All(255));
        }

        using var similar = SimilarValues.Find(values, sample, scale, PrimingBinHu, PrimingThreshold);
        var classes = new Mat(values.Rows, values.Cols, MatType.CV_8UC1, Scalar.All((int)GrabCutClasses.BGD));
        using (var inside = classes[inCrop])
        using (var similarInside = similar[inCrop])
        {
            inside.SetTo(Scalar.All((int)GrabCutClasses.PR_BGD));
            inside.SetTo(Scalar.All((int)GrabCutClasses.PR_FGD), similarInside);
        }

        classes.SetTo(Scalar.All((int)GrabCutClasses.FGD), keep);
        classes.SetTo(Scalar.All((int)GrabCutClasses.BGD), remove);
        return classes;
    }

    private static void Iterate(Mat values, Mat classes, SliceImage image, int iterations, CancellationToken ct)
    {
        using var colour = Colour(values, image);
        using var background = new Mat();
        using var foreground = new Mat();
        Cv2.SetTheRNG(Seed);
        for (var n = 0; n < iterations; n++)
        {
            ct.ThrowIfCancellationRequested();
            var mode = n == 0 ? GrabCutModes.InitWithMask : GrabCutModes.Eval;
            Cv2.GrabCut(colour, classes, default, background, foreground, 1, mode);
            if (!HasBoth(classes))
                return;
        }
    }

    /// <summary>The scale's three windows as the colours of an 8-bit image, CV_8UC3.</summary>
    private static Mat Colour(Mat values, SliceImage image)
    {
        using var smooth = new Mat();
        Cv2.GaussianBlur(values, smooth, default, SmoothingMm / image.ColumnSpacingMm, SmoothingMm / image.RowSpacingMm);
        var channels = new Mat[image.Scale.Windows.Count];
        try
        {
            for (var n = 0; n < channels.Length; n++)
            {
                var (low, high) = image.Scale.Windows[n];
                var perValue = byte.MaxValue / (high - low);
                channels[n] = new Mat();
                smooth.ConvertTo(channels[n], MatType.CV_8UC1, perValue, -low * perValue);
            }

            var colour = new Mat();
            Cv2.Merge(channels, colour);
            return colour;
        }
        finally
        {
            foreach (var channel in channels)
                channel?.Dispose();
        }
    }

    /// <summary>Enough pixels that may be object and enough that may not, for a model of either.</summary>
    private static bool HasBoth(Mat classes)
    {
        using var selected = ObjectOf(classes);
        var count = Cv2.CountNonZero(selected);
        return count >= FewestPixels && classes.Total() - count >= FewestPixels;
    }

    /// <summary>FGD is 1 and PR_FGD 3: the lowest bit says object.</summary>
    private static Mat ObjectOf(Mat classes)
    {
        using var certain = new Mat();
        using var probable = new Mat();
        Cv2.InRange(classes, Scalar.All((int)GrabCutClasses.FGD), Scalar.All((int)GrabCutClasses.FGD), certain);
        Cv2.InRange(classes, Scalar.All((int)GrabCutClasses.PR_FGD), Scalar.All((int)GrabCutClasses.PR_FGD), probable);
        var both = new Mat();
        Cv2.BitwiseOr(certain, probable, both);
        return both;
    }

    private static Rect Grow(Rect rectangle, double columns, double rows)
    {
        var (x, y) = ((int)Math.Ceiling(columns), (int)Math.Ceiling(rows));
        return new(rectangle.X - x, rectangle.Y - y, rectangle.Width + 2 * x, rectangle.Height + 2 * y);
    }

    /// <summary>Half as wide and half as high, at least one pixel.</summary>
    private static Rect MiddleOf(Rect rectangle)
    {
        var (width, height) = (Math.Max(1, rectangle.Width / 2), Math.Max(1, rectangle.Height / 2));
        return new(rectangle.X + (rectangle.Width - width) / 2, rectangle.Y + (rectangle.Height - height) / 2, width, height);
    }
}
