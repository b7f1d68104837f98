using OpenCvSharp;
using Voxmark.Contracts.Labeling;

namespace Voxmark.Benchmarks.Labeling;

internal sealed class InterpolationBenchmark : AssistBenchmark
{
    private const int Apart = 5;

    public override string Name => "fill-between";

    public override string Summary => "four 512 × 512 slices between two outlines of a psoas muscle, gated";

    protected override string Path => "/api/assist/interpolation";

    protected override object Request(string seriesInstanceUid, int slice) => new InterpolationRequest(
        seriesInstanceUid, [new(slice, PsoasMask.Encoded), new(slice + Apart, PsoasMask.Encoded)], MinHu: -29, MaxHu: 150);

    /// <summary>The two signed distances; then for each slice between a blend of them, as OpenCV's conversion would write it,
    /// and the gate.</summary>
    protected override void Bare(Mat hu)
    {
        using var shape = PsoasMask.ToMat();
        using var around = new Mat();
        using var distance = new Mat();
        Cv2.BitwiseNot(shape, around);
        for (var n = 0; n < 2; n++)
        {
            Cv2.DistanceTransform(shape, distance, DistanceTypes.L2, DistanceTransformMasks.Precise);
            Cv2.DistanceTransform(around, distance, DistanceTypes.L2, DistanceTransformMasks.Precise);
        }

        using var blend = new Mat();
        using var inside = new Mat();
        using var gate = new Mat();
        for (var n = 1; n < Apart; n++)
        {
            distance.ConvertTo(blend, MatType.CV_32FC1, (double)n / Apart);
            Cv2.InRange(blend, Scalar.All(float.MinValue), Scalar.All(0), inside);
            Cv2.InRange(hu, Scalar.All(-29), Scalar.All(150), gate);
            Cv2.BitwiseAnd(inside, gate, inside);
        }
    }
}
