using OpenCvSharp;

namespace Voxmark.InferenceService.BodyComposition;

/// <summary>What is done to masks (CV_8UC1, 0 or 255), in place unless it says otherwise. Radii in pixels.</summary>
internal static class Morphology
{
    /// <summary>The pixels whose middle lies within the radius.</summary>
    public static Mat Disc(double radius)
    {
        var reach = (int)Math.Floor(radius);
        var side = (2 * reach) + 1;
        var disc = new Mat(side, side, MatType.CV_8UC1);
        var pixels = disc.All<byte>();
        for (var n = 0; n < pixels.Length; n++)
        {
            var (x, y) = ((n % side) - reach, (n / side) - reach);
            pixels[n] = (x * x) + (y * y) <= radius * radius ? (byte)1 : (byte)0;
        }

        return disc;
    }

    /// <summary>A new mask: where values (CV_32FC1) exceed a threshold.</summary>
    public static Mat Above(Mat values, double threshold) => InRange(values, float.BitIncrement((float)threshold), float.MaxValue);

    /// <summary>A new mask: where values lie from one end to the other, both included.</summary>
    public static Mat InRange(Mat values, double low, double high)
    {
        var mask = new Mat();
        Cv2.InRange(values, Scalar.All(low), Scalar.All(high), mask);
        return mask;
    }

    /// <summary>A new matrix: values after a Gaussian.</summary>
    public static Mat Smoothed(Mat values, double sigma)
    {
        var smooth = new Mat();
        Cv2.GaussianBlur(values, smooth, default, sigma);
        return smooth;
    }

    public static void Open(Mat mask, double radius) => Apply(mask, MorphTypes.Open, radius);

    public static void Close(Mat mask, double radius) => Apply(mask, MorphTypes.Close, radius);

    public static void Dilate(Mat mask, double radius) => Apply(mask, MorphTypes.Dilate, radius);

    /// <summary>A new mask: the pixels that lie further than the radius from whatever is not in it; the image's border is no
    /// such thing.</summary>
    public static Mat Deeper(Mat mask, double radius)
    {
        var deep = mask.Clone();
        Apply(deep, MorphTypes.Erode, radius);
        return deep;
    }

    /// <summary>A new mask: the pixels that lie within the radius of it.</summary>
    public static Mat Near(Mat mask, double radius)
    {
        var near = mask.Clone();
        Dilate(near, radius);
        return near;
    }

    /// <summary>Closes with a disc by two distance transforms: its radius may be large.</summary>
    public static void CloseWide(Mat mask, double radius)
    {
        var margin = (int)Math.Ceiling(radius) + 1;
        using var wide = new Mat();
        Cv2.CopyMakeBorder(mask, wide, margin, margin, margin, margin, BorderTypes.Constant, Scalar.All(0));
        using var around = new Mat();
        Cv2.BitwiseNot(wide, around);
        using var far = Depth(around);
        Cv2.InRange(far, Scalar.All(0), Scalar.All(radius), wide);
        using var deep = Depth(wide);
        Cv2.Threshold(deep, deep, radius, byte.MaxValue, ThresholdTypes.Binary);
        using var inner = deep[new Rect(margin, margin, mask.Cols, mask.Rows)];
        inner.ConvertTo(mask, MatType.CV_8UC1);
    }

    /// <summary>What no way leads to from outside the image joins the mask.</summary>
    public static void FillHoles(Mat mask)
    {
        using var wide = new Mat();
        Cv2.CopyMakeBorder(mask, wide, 1, 1, 1, 1, BorderTypes.Constant, Scalar.All(0));
        Cv2.FloodFill(wide, new Point(0, 0), Scalar.All(1));
        using var inner = wide[new Rect(1, 1, mask.Cols, mask.Rows)];
        Cv2.InRange(inner, Scalar.All(1), Scalar.All(1), mask);
        Cv2.BitwiseNot(mask, mask);
    }

    /// <summary>The largest part that hangs together edge to edge remains.</summary>
    /// <returns>Its box; empty when there is none.</returns>
    public static Rect KeepLargest(Mat mask)
    {
        using var parts = Parts.Of(mask, PixelConnectivity.Connectivity4);
        var largest = 0;
        for (var n = 1; n < parts.Count; n++)
        {
            if (largest == 0 || parts.AreaOf(n) > parts.AreaOf(largest))
                largest = n;
        }

        if (largest == 0)
            return default;
        Cv2.InRange(parts.Numbers, Scalar.All(largest), Scalar.All(largest), mask);
        return parts.BoxOf(largest);
    }

    /// <summary>A new matrix, CV_32FC1: how far each pixel of the mask is from the nearest outside it.</summary>
    public static Mat Depth(Mat mask)
    {
        var depth = new Mat();
        Cv2.DistanceTransform(mask, depth, DistanceTypes.L2, DistanceTransformMasks.Precise);
        return depth;
    }

    private static void Apply(Mat mask, MorphTypes operation, double radius)
    {
        if (radius < 1)
            return;
        using var disc = Disc(radius);
        Cv2.MorphologyEx(mask, mask, operation, disc);
    }
}
