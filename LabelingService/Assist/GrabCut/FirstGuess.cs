using OpenCvSharp;
using Voxmark.Contracts.Labeling;
using Voxmark.LabelingService.Assist.Images;
using Voxmark.LabelingService.Assist.Shapes;

namespace Voxmark.LabelingService.Assist.GrabCut;

/// <summary>
/// What a rectangle alone says. Its middle shows what the object looks like, within the gate. The object fills the ellipse
/// rather than the corners, and lies inside: what looks like it and reaches beyond, or hangs on it by a thin bridge, is
/// something else. The figures were chosen on rectangles around psoas and back muscles (docs/tools.md): rather too little
/// than a neighbour's pixels, for a stroke adds what is missing.
/// </summary>
internal sealed class FirstGuess : IDisposable
{
    /// <summary>Of the smoothing before anything is compared, mm: muscle of noisy images then has values of its own.</summary>
    private const double SmoothingMm = 2;

    /// <summary>Of the rectangle's width and height that show what the object looks like.</summary>
    private const double MiddleShare = 0.6;

    private const double BinHu = 20;

    /// <summary>Of the histogram's maximum: half of it is the width that a peak is known by.</summary>
    private const double Threshold = 0.5;

    /// <summary>Radius of the opening that cuts bridges, mm.</summary>
    private const double BridgeMm = 3;

    /// <summary>How much narrower (in half widths) a neck must be between two things, mm.</summary>
    private const double NeckMm = 0.5;

    /// <summary>How far around the rectangle one looks for where things end, mm.</summary>
    private const double AroundMm = 15;

    /// <summary>Of something that belongs to the object: what lies inside the rectangle.</summary>
    private const double InsideShare = 0.7;

    /// <summary>Of the rectangle's half axes: how large the ellipse is.</summary>
    private const double EllipseShare = 0.95;

    /// <summary>How far from the mean, in standard deviations, values of the same thing lie.</summary>
    private const double RimDeviations = 2;

    /// <summary>How far the cut may go beyond the guess, mm.</summary>
    private const double ReachMm = 3;

    private readonly Mat _reach;

    private FirstGuess(Mat likely, Mat foreign, Mat reach) => (Likely, Foreign, _reach) = (likely, foreign, reach);

    /// <summary>CV_8UC1 of the crop's size, 255 where the object probably is.</summary>
    public Mat Likely { get; }

    /// <summary>255 where pixels look like the object and are none of it.</summary>
    public Mat Foreign { get; }

    /// <param name="crop">Of the image; holds the rectangle.</param>
    /// <param name="allowed">CV_8UC1 of the crop's size, 255 where the object may be.</param>
    public static FirstGuess Of(SliceImage image, Rect rectangle, Rect crop, Mat allowed, GrabCutRequest request)
    {
        var around = image.Grow(rectangle, Math.Max(AroundMm, request.MarginMm));
        using var similar = Similar(image, rectangle, around, request);
        using var own = new Mat();
        Regions.Morph(similar, own, MorphTypes.Open, image.Columns(BridgeMm), image.Rows(BridgeMm));
        KeepInside(own, In(rectangle, around), NeckMm / Math.Sqrt(image.PixelAreaMm2));
        AddRim(own, image, around, request);
        KeepEllipse(own, In(rectangle, around));

        using var ownInCrop = own[In(crop, around)];
        using var similarInCrop = similar[In(crop, around)];
        var likely = new Mat();
        Cv2.BitwiseAnd(ownInCrop, allowed, likely);
        var reach = new Mat();
        Regions.Morph(likely, reach, MorphTypes.Dilate, image.Columns(ReachMm), image.Rows(ReachMm));
        using var others = new Mat();
        Cv2.BitwiseNot(likely, others);
        var foreign = new Mat();
        Cv2.BitwiseAnd(similarInCrop, others, foreign);
        return new(likely, foreign, reach);
    }

    /// <summary>Keeps a cut near the guess; a cut that lost most of it is no better than the guess.</summary>
    public void Hold(Mat selected)
    {
        Cv2.BitwiseAnd(selected, _reach, selected);
        if (Cv2.CountNonZero(selected) < 0.5 * Cv2.CountNonZero(Likely))
            Likely.CopyTo(selected);
    }

    public void Dispose()
    {
        Likely.Dispose();
        Foreign.Dispose();
        _reach.Dispose();
    }

    /// <summary>What looks like the middle of the rectangle and lies within the gate.</summary>
    private static Mat Similar(SliceImage image, Rect rectangle, Rect around, GrabCutRequest request)
    {
        using var values = image.Values[around];
        using var smooth = new Mat();
        Cv2.GaussianBlur(values, smooth, default, image.Columns(SmoothingMm), image.Rows(SmoothingMm));
        using var gate = Regions.InRange(smooth, request.MinHu, request.MaxHu);
        using var sample = new Mat(values.Rows, values.Cols, MatType.CV_8UC1, Scalar.All(0));
        using (var middle = sample[MiddleOf(In(rectangle, around))])
            middle.SetTo(Scalar.All(byte.MaxValue));
        Cv2.BitwiseAnd(sample, gate, sample);
        if (Cv2.CountNonZero(sample) == 0)
            return gate.Clone(); // nothing there is what the segment is made of
        var similar = SimilarValues.Find(smooth, sample, new Rect(0, 0, values.Cols, values.Rows), image.Scale, BinHu, Threshold);
        Cv2.BitwiseAnd(similar, gate, similar);
        return similar;
    }

    /// <summary>Leaves out parts that lie outside the rectangle to more than a little; the part that has most of the middle
    /// stays.</summary>
    private static void KeepInside(Mat selected, Rect rectangle, double neckPx)
    {
        var parts = TouchingParts.Of(selected, neckPx);
        var middle = MiddleOf(rectangle);
        var counts = new Dictionary<int, (int All, int Inside, int Central)>();
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] == TouchingParts.None)
                continue;
            var at = new Point(i % selected.Cols, i / selected.Cols);
            var (all, inside, central) = counts.GetValueOrDefault(parts[i]);
            counts[parts[i]] = (all + 1, inside + (rectangle.Contains(at) ? 1 : 0), central + (middle.Contains(at) ? 1 : 0));
        }

        if (counts.Count == 0)
            return;
        var most = counts.MaxBy(part => part.Value.Central).Key;
        var pixels = selected.All<byte>();
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] != TouchingParts.None && parts[i] != most && counts[parts[i]].Inside < InsideShare * counts[parts[i]].All)
                pixels[i] = 0;
        }
    }

    /// <summary>Smoothing took the rim off: what lies next to the parts and has their values belongs to them.</summary>
    private static void AddRim(Mat selected, SliceImage image, Rect around, GrabCutRequest request)
    {
        if (Cv2.CountNonZero(selected) == 0)
            return;
        using var values = image.Values[around];
        Cv2.MeanStdDev(values, out var mean, out var deviation, selected);
        using var alike = Regions.InRange(values, mean.Val0 - RimDeviations * deviation.Val0, mean.Val0 + RimDeviations * deviation.Val0);
        Regions.Gate(alike, values, request.MinHu, request.MaxHu);
        using var near = new Mat();
        // whole pixels only: one of 3 mm is more than the smoothing took
        Regions.Morph(selected, near, MorphTypes.Dilate, Math.Floor(image.Columns(SmoothingMm)), Math.Floor(image.Rows(SmoothingMm)));
        Cv2.BitwiseAnd(near, alike, near);
        Cv2.BitwiseOr(selected, near, selected);
    }

    private static void KeepEllipse(Mat selected, Rect rectangle)
    {
        var (x, y) = (rectangle.X + (rectangle.Width - 1) / 2.0, rectangle.Y + (rectangle.Height - 1) / 2.0);
        var (halfWidth, halfHeight) = (EllipseShare * rectangle.Width / 2, EllipseShare * rectangle.Height / 2);
        var pixels = selected.All<byte>();
        for (var i = 0; i < pixels.Length; i++)
        {
            var (across, down) = ((i % selected.Cols - x) / halfWidth, (i / selected.Cols - y) / halfHeight);
            if (across * across + down * down > 1)
                pixels[i] = 0;
        }
    }

    /// <summary>At least one pixel.</summary>
    private static Rect MiddleOf(Rect rectangle)
    {
        var width = Math.Max(1, (int)Math.Round(MiddleShare * rectangle.Width));
        var height = Math.Max(1, (int)Math.Round(MiddleShare * rectangle.Height));
        return new(rectangle.X + (rectangle.Width - width) / 2, rectangle.Y + (rectangle.Height - height) / 2, width, height);
    }

    private static Rect In(Rect part, Rect whole) => new(part.X - whole.X, part.Y - whole.Y, part.Width, part.Height);
}
