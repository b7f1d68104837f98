using OpenCvSharp;
using Voxmark.Contracts.Labeling;

namespace Voxmark.Benchmarks.Labeling;

internal sealed class SplitBenchmark : AssistBenchmark
{
    public override string Name => "split";

    public override string Summary => "the part under a click on a 512 × 512 slice";

    protected override string Path => "/api/assist/split";

    protected override object Request(string seriesInstanceUid, int slice) =>
        new SplitRequest(seriesInstanceUid, slice, PsoasMask.Encoded, 329, 315);

    /// <summary>OpenCV's watershed over the whole slice from two markers, on the distance from the outline.</summary>
    protected override void Bare(Mat hu)
    {
        using var shape = PsoasMask.ToMat();
        using var distance = new Mat();
        using var grey = new Mat();
        using var colour = new Mat();
        using var markers = new Mat(hu.Rows, hu.Cols, MatType.CV_32SC1, Scalar.All(0));
        Cv2.DistanceTransform(shape, distance, DistanceTypes.L2, DistanceTransformMasks.Precise);
        distance.ConvertTo(grey, MatType.CV_8UC1, -1, 255);
        Cv2.Merge([grey, grey, grey], colour);
        markers.Set(315, 329, 1);
        markers.Set(10, 10, 2);
        Cv2.Watershed(colour, markers);
    }
}
