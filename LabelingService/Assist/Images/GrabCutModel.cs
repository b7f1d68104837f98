using OpenCvSharp;

namespace Voxmark.LabelingService.Assist.Images;

/// <summary>GrabCut (Rother, Kolmogorov, Blake 2004) on three windows of the values, repeatable.</summary>
internal static class GrabCutModel
{
    /// <summary>Of the smoothing before the cut, mm: less than a pixel of most CT.</summary>
    private const double SmoothingMm = 0.6;

    /// <summary>The mixtures of GrabCut have five components each; fewer pixels cannot be told apart.</summary>
    private const int FewestPixels = 5;

    /// <summary>Any will do, as long as it is the same one: equal requests get equal answers.</summary>
    private const ulong Seed = 12345;

    /// <param name="values">A crop of the image's values.</param>
    /// <param name="classes"><see cref="GrabCutClasses"/> of the crop: the first guess, then the result. Stays as it is
    /// where there is too little of object or background to learn from.</param>
    /// <param name="foreign">CV_8UC1 of the same size: where pixels look like the object and are none of it. Nothing is
    /// learnt from them: a background that holds more of the same would claim the object too.</param>
    public static void Iterate(Mat values, Mat classes, SliceImage image, int iterations, CancellationToken ct, Mat? foreign = null)
    {
        if (!HasBoth(classes))
            return;
        using var colour = Colour(values, image);
        if (foreign is not null)
            colour.SetTo(Scalar.All(0), foreign);
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

    /// <summary>FGD is 1 and PR_FGD 3: the lowest bit says object.</summary>
    public static Mat ObjectOf(Mat classes)
    {
        using var certain = new Mat();
        using var probable = new Mat();
        Cv2.InRange(classes, Scalar.All((int)GrabCutClasses.FGD), Scalar.All((int)GrabCutClasses.FGD), certain);
        Cv2.InRange(classes, Scalar.All((int)GrabCutClasses.PR_FGD), Scalar.All((int)GrabCutClasses.PR_FGD), probable);
        var both = new Mat();
        Cv2.BitwiseOr(certain, probable, both);
        return both;
    }

    /// <summary>Enough pixels that may be object and enough that may not, for a model of either.</summary>
    private static bool HasBoth(Mat classes)
    {
        using var selected = ObjectOf(classes);
        var count = Cv2.CountNonZero(selected);
        return count >= FewestPixels && classes.Total() - count >= FewestPixels;
    }

    /// <summary>The scale's three windows as the colours of an 8-bit image, CV_8UC3.</summary>
    private static Mat Colour(Mat values, SliceImage image)
    {
        using var smooth = new Mat();
        Cv2.GaussianBlur(values, smooth, default, image.Columns(SmoothingMm), image.Rows(SmoothingMm));
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
}
