using OpenCvSharp;
using Voxmark.Contracts.Labeling;

namespace Voxmark.Benchmarks.Labeling;

internal sealed class BackProjectionBenchmark : AssistBenchmark
{
    private const float LowHu = -300;
    private const float HighHu = 400;
    private const int Bins = 35; // of 20 HU

    // Inside the subcutaneous fat in front.
    private static readonly Rect Fat = new(236, 102, 36, 18);

    public override string Name => "back-projection";

    public override string Summary => "histogram back projection of a rectangle of fat on a 512 × 512 slice";

    protected override string Path => "/api/assist/back-projection";

    protected override object Request(string seriesInstanceUid, int slice) =>
        new BackProjectionRequest(seriesInstanceUid, slice, new(Fat.X, Fat.Y, Fat.Width, Fat.Height));

    protected override void Bare(Mat hu)
    {
        using var values = new Mat();
        hu.ConvertTo(values, MatType.CV_32FC1);
        using var inside = values[Fat];
        using var histogram = new Mat();
        using var likelihood = new Mat();
        using var selected = new Mat();
        using var labels = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();
        Rangef[] ranges = [new(LowHu, HighHu)];
        Cv2.CalcHist([inside], [0], null, histogram, 1, [Bins], ranges);
        histogram.ConvertTo(histogram, MatType.CV_32FC1, 255.0 / (Fat.Width * Fat.Height));
        Cv2.CalcBackProject([values], [0], histogram, likelihood, ranges);
        Cv2.Threshold(likelihood, selected, 10, 255, ThresholdTypes.Binary);
        selected.ConvertTo(selected, MatType.CV_8UC1);
        Cv2.ConnectedComponentsWithStats(selected, labels, stats, centroids, PixelConnectivity.Connectivity4);
    }
}
