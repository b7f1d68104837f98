using OpenCvSharp;
using Voxmark.Contracts.Labeling;

namespace Voxmark.Benchmarks.Labeling;

internal sealed class GrabCutBenchmark : AssistBenchmark
{
    private const int MarginPx = 7; // 5 mm

    // Around one psoas muscle.
    private static readonly Rect Psoas = new(296, 286, 66, 59);

    public override string Name => "grab-cut";

    public override string Summary => "GrabCut of a psoas muscle from a rectangle on a 512 × 512 slice, two iterations";

    protected override string Path => "/api/assist/grab-cut";

    protected override object Request(string seriesInstanceUid, int slice) =>
        new GrabCutRequest(seriesInstanceUid, slice, new(Psoas.X, Psoas.Y, Psoas.Width, Psoas.Height));

    protected override void Bare(Mat hu)
    {
        var crop = new Rect(Psoas.X - MarginPx, Psoas.Y - MarginPx, Psoas.Width + 2 * MarginPx, Psoas.Height + 2 * MarginPx);
        using var values = hu[crop];
        using var grey = new Mat();
        using var colour = new Mat();
        values.ConvertTo(grey, MatType.CV_8UC1, 255.0 / 400, 160 * 255.0 / 400);
        Cv2.Merge([grey, grey, grey], colour);

        // Muscle by its HU is what the cut starts from.
        using var muscle = new Mat();
        using var classes = new Mat(crop.Height, crop.Width, MatType.CV_8UC1, Scalar.All((int)GrabCutClasses.BGD));
        Cv2.InRange(values, Scalar.All(-29), Scalar.All(150), muscle);
        var inner = new Rect(MarginPx, MarginPx, Psoas.Width, Psoas.Height);
        using var inside = classes[inner];
        using var muscleInside = muscle[inner];
        inside.SetTo(Scalar.All((int)GrabCutClasses.PR_BGD));
        inside.SetTo(Scalar.All((int)GrabCutClasses.PR_FGD), muscleInside);
        using var background = new Mat();
        using var foreground = new Mat();
        Cv2.GrabCut(colour, classes, default, background, foreground, 2, GrabCutModes.InitWithMask);
    }
}
