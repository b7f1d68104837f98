using OpenCvSharp;
using Voxmark.Contracts.Labeling;

namespace Voxmark.Benchmarks.Labeling;

internal sealed class CarryBenchmark : AssistBenchmark
{
    private const int BandPx = 6; // 4 mm

    // The muscle with the band and as much background around it.
    private static readonly Rect Crop = new(286, 276, 87, 80);

    public override string Name => "carry";

    public override string Summary => "carrying a psoas muscle to the next 512 × 512 slice, GrabCut in a band of 4 mm";

    protected override string Path => "/api/assist/carry";

    protected override object Request(string seriesInstanceUid, int slice) =>
        new CarryRequest(seriesInstanceUid, slice - 1, PsoasMask.Encoded, slice, MinHu: -29, MaxHu: 150);

    protected override void Bare(Mat hu)
    {
        using var values = hu[Crop];
        using var grey = new Mat();
        using var colour = new Mat();
        values.ConvertTo(grey, MatType.CV_8UC1, 255.0 / 400, 160 * 255.0 / 400);
        Cv2.Merge([grey, grey, grey], colour);

        using var mask = PsoasMask.ToMat();
        using var shape = mask[Crop];
        using var core = new Mat();
        using var reach = new Mat();
        using var element = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(2 * BandPx + 1, 2 * BandPx + 1));
        Cv2.MorphologyEx(shape, core, MorphTypes.Erode, element);
        Cv2.MorphologyEx(shape, reach, MorphTypes.Dilate, element);
        using var classes = new Mat(Crop.Height, Crop.Width, MatType.CV_8UC1, Scalar.All((int)GrabCutClasses.BGD));
        classes.SetTo(Scalar.All((int)GrabCutClasses.PR_BGD), reach);
        classes.SetTo(Scalar.All((int)GrabCutClasses.PR_FGD), shape);
        classes.SetTo(Scalar.All((int)GrabCutClasses.FGD), core);
        using var background = new Mat();
        using var foreground = new Mat();
        Cv2.GrabCut(colour, classes, default, background, foreground, 2, GrabCutModes.InitWithMask);
    }
}
