using OpenCvSharp;
using Voxmark.Contracts.Labeling;

namespace Voxmark.Benchmarks.Labeling;

internal sealed class RegionGrowingBenchmark : AssistBenchmark
{
    // Inside the subcutaneous fat in front.
    private const int Column = 254, Row = 111;

    public override string Name => "region-growing";

    public override string Summary => "all subcutaneous fat from a click on a 512 × 512 slice";

    protected override string Path => "/api/assist/region-growing";

    protected override object Request(string seriesInstanceUid, int slice) =>
        new RegionGrowingRequest(seriesInstanceUid, slice, Column, Row, slice, slice, ToleranceHu: null, MinHu: -190, MaxHu: -30);

    protected override void Bare(Mat hu)
    {
        using var selected = new Mat();
        Cv2.InRange(hu, Scalar.All(-190), Scalar.All(-30), selected);
        Cv2.FloodFill(selected, new Point(Column, Row), Scalar.All(1));
    }
}
