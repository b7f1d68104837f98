using OpenCvSharp;
using Voxmark.Contracts.Labeling;

namespace Voxmark.Benchmarks.Labeling;

internal sealed class ThresholdBenchmark : AssistBenchmark
{
    public override string Name => "threshold";

    public override string Summary => "muscle's range on a 512 × 512 slice, without islands under 20 mm²";

    protected override string Path => "/api/assist/threshold";

    protected override object Request(string seriesInstanceUid, int slice) =>
        new ThresholdRequest(seriesInstanceUid, slice, slice, -29, 150, MinIslandMm2: 20);

    protected override void Bare(Mat hu)
    {
        using var selected = new Mat();
        using var labels = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();
        Cv2.InRange(hu, Scalar.All(-29), Scalar.All(150), selected);
        Cv2.ConnectedComponentsWithStats(selected, labels, stats, centroids, PixelConnectivity.Connectivity4);
    }
}
