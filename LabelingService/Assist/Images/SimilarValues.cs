using OpenCvSharp;

namespace Voxmark.LabelingService.Assist.Images;

/// <summary>Histogram back projection: which pixels have values that are frequent in a sample.</summary>
internal static class SimilarValues
{
    /// <summary>Of the histogram's smoothing, in bins: without it a small sample leaves holes between its values.</summary>
    private const double SmoothingBins = 1;

    /// <summary>With a threshold of 0: whatever the smoothed histogram holds at all.</summary>
    private const double LeastLikelihood = 1e-6;

    private const int MaxBins = 1 << 16;

    /// <param name="values">CV_32FC1.</param>
    /// <param name="where">Holds the whole sample.</param>
    /// <param name="sample">CV_8UC1 of the same size, not 0 where the sample is taken; at least one pixel.</param>
    /// <param name="threshold">Share of the histogram's maximum from which on a value counts as similar.</param>
    /// <returns>CV_8UC1, 255 where similar.</returns>
    public static Mat Find(Mat values, Mat sample, Rect where, ValueScale scale, double binHu, double threshold)
    {
        using var near = values[where];
        using var sampleNear = sample[where];
        var (range, bins) = Bins(near, sampleNear, scale, scale.BinWidth(binHu));
        using var histogram = new Mat();
        Cv2.CalcHist([near], [0], sampleNear, histogram, 1, [bins], [range]);
        Cv2.GaussianBlur(histogram, histogram, new Size(1, 9), 0, SmoothingBins, BorderTypes.Constant);
        histogram.GetArray(out float[] counts);

        using var likelihood = new Mat();
        Cv2.CalcBackProject([values], [0], histogram, likelihood, [range]);
        var similar = new Mat();
        Cv2.InRange(likelihood, Scalar.All(Math.Max(threshold * counts.Max(), LeastLikelihood)), Scalar.All(float.MaxValue), similar);
        return similar;
    }

    /// <summary>The scale's range, widened to hold the whole sample: a stone or a bone may be what is looked for.</summary>
    private static (Rangef Range, int Bins) Bins(Mat values, Mat sample, ValueScale scale, double width)
    {
        var (low, high) = (scale.Low, scale.High);
        var rows = values.Rows;
        for (var row = 0; row < rows; row++)
        {
            var all = values.Row<float>(row);
            var inSample = sample.Row<byte>(row);
            for (var i = 0; i < all.Length; i++)
            {
                if (inSample[i] == 0)
                    continue;
                low = Math.Min(low, all[i]);
                high = Math.Max(high, all[i]);
            }
        }

        // Whole bins from the scale's own lower end, so that widening does not move the others.
        var below = (int)Math.Min(Math.Ceiling((scale.Low - low) / width), MaxBins);
        var bins = (int)Math.Clamp(below + Math.Floor((high - scale.Low) / width) + 1, 1, MaxBins);
        var start = scale.Low - below * width;
        // Where bins are narrower than float32 tells apart at such values, the range has one value and must not be empty.
        return (new Rangef((float)start, Math.Max((float)(start + bins * width), float.BitIncrement((float)start))), bins);
    }
}
