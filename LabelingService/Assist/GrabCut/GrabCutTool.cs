using OpenCvSharp;
using Voxmark.Contracts;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Assist.Images;
using Voxmark.LabelingService.Assist.Shapes;
using Voxmark.ServiceDefaults.Problems;
using static Voxmark.LabelingService.Assist.AssistChecks;

namespace Voxmark.LabelingService.Assist.GrabCut;

/// <summary>
/// <see cref="GrabCutModel"/> in a crop around a rectangle: the margin around it, and what lies outside the lasso, is
/// background; what looks like the strokes, or the <see cref="FirstGuess"/> of the rectangle alone, is probably object, the
/// rest of the rectangle probably not. Every stroke asks anew with all strokes, so that no server has to remember anything
/// and an answer depends on nothing but its request.
/// </summary>
internal sealed class GrabCutTool : SliceTool<GrabCutRequest>
{
    private const double PrimingBinHu = 20;
    private const double PrimingThreshold = 0.1;

    private static readonly ContractRange
        s_iterations = ContractRange.Of<GrabCutRequest>(nameof(GrabCutRequest.Iterations)),
        s_margin = ContractRange.Of<GrabCutRequest>(nameof(GrabCutRequest.MarginMm));

    public override string Name => "grab-cut";

    public override Sentence? WhatIsWrong(GrabCutRequest request, VolumeHeader series) =>
        Slice(series, request.Slice)
        ?? Rectangle(series, request.Rectangle)
        ?? Lasso(request.Lasso)
        ?? Iterations(s_iterations, request.Iterations)
        ?? (s_margin.Holds(request.MarginMm) ? null : Sentences.Of(
            "rectangle-margin-range", $"The margin around the rectangle is {s_margin.From} to {s_margin.To} mm."))
        ?? Strokes([.. request.Keep ?? [], .. request.Remove ?? []])
        ?? Gate(request.MinHu, request.MaxHu);

    protected override int SliceOf(GrabCutRequest request) => request.Slice;

    protected override byte[] Run(SliceImage image, GrabCutRequest request, List<ProposalNotice> notices, CancellationToken ct)
    {
        var rectangle = image.Clip(request.Rectangle);
        var crop = image.Grow(rectangle, request.MarginMm);
        using var values = image.Values[crop];
        using var keep = StrokePainter.Paint(request.Keep, crop);
        using var allowed = Allowed(crop, rectangle, request.Lasso);
        using var guess = Cv2.CountNonZero(keep) == 0 ? FirstGuess.Of(image, rectangle, crop, allowed, request) : null;
        using var likely = guess?.Likely.Clone() ?? LikeStrokes(values, keep, allowed, image.Scale);
        using var classes = Classes(allowed, likely, guess?.Foreign, keep, request, crop);
        GrabCutModel.Iterate(values, classes, image, request.Iterations, ct, guess?.Foreign);

        using var selected = GrabCutModel.ObjectOf(classes);
        guess?.Hold(selected);
        Regions.Gate(selected, values, request.MinHu, request.MaxHu);
        using var cut = new Mat(image.Bounds.Size, MatType.CV_8UC1, Scalar.All(0));
        using var cutInCrop = cut[crop];
        selected.CopyTo(cutInCrop);
        return Regions.ToLabels(cut);
    }

    private static Mat LikeStrokes(Mat values, Mat keep, Mat allowed, ValueScale scale)
    {
        var similar = SimilarValues.Find(values, keep, new Rect(0, 0, values.Cols, values.Rows), scale, PrimingBinHu, PrimingThreshold);
        Cv2.BitwiseAnd(similar, allowed, similar);
        return similar;
    }

    /// <summary><see cref="GrabCutClasses"/> to begin with, for each pixel of the crop.</summary>
    private static Mat Classes(Mat allowed, Mat likely, Mat? foreign, Mat keep, GrabCutRequest request, Rect crop)
    {
        using var remove = StrokePainter.Paint(request.Remove, crop);
        var classes = new Mat(allowed.Rows, allowed.Cols, MatType.CV_8UC1, Scalar.All((int)GrabCutClasses.BGD));
        classes.SetTo(Scalar.All((int)GrabCutClasses.PR_BGD), allowed);
        classes.SetTo(Scalar.All((int)GrabCutClasses.PR_FGD), likely);
        if (foreign is not null)
            classes.SetTo(Scalar.All((int)GrabCutClasses.BGD), foreign);
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

    private static Mat Filled(Rect crop, Rect rectangle)
    {
        var mask = new Mat(crop.Height, crop.Width, MatType.CV_8UC1, Scalar.All(0));
        using var part = mask[new Rect(rectangle.X - crop.X, rectangle.Y - crop.Y, rectangle.Width, rectangle.Height)];
        part.SetTo(Scalar.All(255));
        return mask;
    }
}
