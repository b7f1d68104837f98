using OpenCvSharp;
using Voxmark.Contracts.Labeling;

namespace Voxmark.LabelingService.Assist;

/// <summary>
/// <see cref="GrabCutModel"/> in a crop around a rectangle: the margin around it, and what lies outside the lasso, is
/// background; what looks like the strokes (or like the rectangle's middle) is probably object, the rest of the rectangle
/// probably not. A rectangle alone does not tell muscle from its neighbours; that priming does. Every stroke asks anew with
/// all strokes, so that no server has to remember anything and an answer depends on nothing but its request.
/// </summary>
internal static class GrabCut
{
    private const double PrimingBinHu = 20;
    private const double PrimingThreshold = 0.1;

    /// <param name="request">Checked by <see cref="AssistChecks"/>.</param>
    /// <returns>[Rows, Columns], 1 where the object is.</returns>
    public static byte[] Cut(SliceImage image, GrabCutRequest request, CancellationToken ct)
    {
        var rectangle = image.Clip(request.Rectangle);
        var crop = image.Grow(rectangle, request.MarginMm);
        using var values = image.Values[crop];
        using var classes = Prime(values, crop, rectangle, image.Scale, request);
        GrabCutModel.Iterate(values, classes, image, request.Iterations, ct);

        using var cut = new Mat(image.Bounds.Size, MatType.CV_8UC1, Scalar.All(0));
        using var cutInCrop = cut[crop];
        using var selected = GrabCutModel.ObjectOf(classes);
        Regions.Gate(selected, values, request.MinHu, request.MaxHu);
        selected.CopyTo(cutInCrop);
        return Regions.ToLabels(cut);
    }

    /// <summary>A first guess, <see cref="GrabCutClasses"/> for each pixel of the crop.</summary>
    private static Mat Prime(Mat values, Rect crop, Rect rectangle, ValueScale scale, GrabCutRequest request)
    {
        using var keep = StrokePainter.Paint(request.Keep, crop);
        using var remove = StrokePainter.Paint(request.Remove, crop);
        using var allowed = Allowed(crop, rectangle, request.Lasso);
        using var sample = keep.Clone();
        if (Cv2.CountNonZero(sample) == 0)
        {
            using var middle = Filled(crop, MiddleOf(rectangle));
            middle.CopyTo(sample, allowed);
        }

        if (Cv2.CountNonZero(sample) == 0)
            allowed.CopyTo(sample);

        using var similar = SimilarValues.Find(values, sample, new Rect(0, 0, values.Cols, values.Rows), scale, PrimingBinHu, PrimingThreshold);
        Cv2.BitwiseAnd(similar, allowed, similar);
        var classes = new Mat(values.Rows, values.Cols, MatType.CV_8UC1, Scalar.All((int)GrabCutClasses.BGD));
        classes.SetTo(Scalar.All((int)GrabCutClasses.PR_BGD), allowed);
        classes.SetTo(Scalar.All((int)GrabCutClasses.PR_FGD), similar);
        classes.SetTo(Scalar.All((int)GrabCutClasses.FGD), keep);
        classes.SetTo(Scalar.All((int)GrabCutClasses.BGD), remove);
        return classes;
    }

    /// <summary>Where the object may be: inside the rectangle and the lasso.</summary>
    private static Mat Allowed(Rect crop, Rect rectangle, double[]? lasso)
    {
        var allowed = Filled(crop, rectangle);
        if (lasso is null)
            return allowed;
        using var inside = PolygonPainter.Paint(lasso, crop);
        Cv2.BitwiseAnd(allowed, inside, allowed);
        return allowed;
    }

    /// <summary>Half as wide and half as high as the rectangle, at least one pixel.</summary>
    private static Rect MiddleOf(Rect rectangle)
    {
        var (width, height) = (Math.Max(1, rectangle.Width / 2), Math.Max(1, rectangle.Height / 2));
        return new(rectangle.X + (rectangle.Width - width) / 2, rectangle.Y + (rectangle.Height - height) / 2, width, height);
    }

    private static Mat Filled(Rect crop, Rect rectangle)
    {
        var mask = new Mat(crop.Height, crop.Width, MatType.CV_8UC1, Scalar.All(0));
        using var part = mask[new Rect(rectangle.X - crop.X, rectangle.Y - crop.Y, rectangle.Width, rectangle.Height)];
        part.SetTo(Scalar.All(255));
        return mask;
    }
}
