using OpenCvSharp;
using Voxmark.Contracts;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Assist.Images;
using Voxmark.LabelingService.Assist.Shapes;
using Voxmark.ServiceDefaults.Problems;
using static Voxmark.LabelingService.Assist.AssistChecks;

namespace Voxmark.LabelingService.Assist.Carry;

/// <summary>Carries an object to another slice: <see cref="GrabCutModel"/> in a band around its outline. What lies deeper
/// inside is object, what lies further out is not.</summary>
internal sealed class CarryTool : SliceTool<CarryRequest>
{
    /// <summary>An object of which less overlaps, or whose area changes by more, is no longer the same: a person decides
    /// (docs/tools.md).</summary>
    private const double LeastDice = 0.8, MostAreaChange = 0.15;

    private static readonly ContractRange
        s_band = ContractRange.Of<CarryRequest>(nameof(CarryRequest.BandMm)),
        s_iterations = ContractRange.Of<CarryRequest>(nameof(CarryRequest.Iterations));

    public override string Name => "carry";

    public override Sentence? WhatIsWrong(CarryRequest request, VolumeHeader series) =>
        Slice(series, request.FromSlice)
        ?? Slice(series, request.ToSlice)
        ?? (request.FromSlice == request.ToSlice ? Sentences.Of(
            "carry-same-slice", "An object is carried from one slice to another.") : null)
        ?? Shape(series, request.Mask)
        ?? (s_band.Holds(request.BandMm) ? null : Sentences.Of(
            "band-range", $"The band around the outline is {s_band.From} to {s_band.To} mm."))
        ?? Iterations(s_iterations, request.Iterations)
        ?? Gate(request.MinHu, request.MaxHu);

    protected override int SliceOf(CarryRequest request) => request.ToSlice;

    /// <param name="notices">Receives how it fails to fit, if it does.</param>
    /// <inheritdoc/>
    protected override byte[] Run(SliceImage image, CarryRequest request, List<ProposalNotice> notices, CancellationToken ct)
    {
        var before = Proposals.Decode(request.Mask);
        using var shape = Regions.Of(before, image.Bounds.Height, image.Bounds.Width);
        var crop = image.Grow(
            Regions.BoundsOf(before, image.Bounds.Width),
            2 * request.BandMm + 2 * Math.Max(image.ColumnSpacingMm, image.RowSpacingMm));
        using var values = image.Values[crop];
        using var shapeInCrop = shape[crop];
        using var classes = Band(values, shapeInCrop, image, request);
        GrabCutModel.Iterate(values, classes, image, request.Iterations, ct);

        using var carried = new Mat(image.Bounds.Size, MatType.CV_8UC1, Scalar.All(0));
        using var carriedInCrop = carried[crop];
        using var selected = GrabCutModel.ObjectOf(classes);
        Regions.Gate(selected, values, request.MinHu, request.MaxHu);
        selected.CopyTo(carriedInCrop);
        var labels = Regions.ToLabels(carried);
        Compare(before, labels, request.ToSlice, notices);
        return labels;
    }

    private static Mat Band(Mat values, Mat shape, SliceImage image, CarryRequest request)
    {
        using var core = new Mat();
        using var reach = new Mat();
        var (x, y) = (image.Columns(request.BandMm), image.Rows(request.BandMm));
        Regions.Morph(shape, core, MorphTypes.Erode, x, y);
        Regions.Morph(shape, reach, MorphTypes.Dilate, x, y);
        Regions.Gate(core, values, request.MinHu, request.MaxHu);
        using var likely = shape.Clone();
        Regions.Gate(likely, values, request.MinHu, request.MaxHu);

        var classes = new Mat(values.Rows, values.Cols, MatType.CV_8UC1, Scalar.All((int)GrabCutClasses.BGD));
        classes.SetTo(Scalar.All((int)GrabCutClasses.PR_BGD), reach);
        classes.SetTo(Scalar.All((int)GrabCutClasses.PR_FGD), likely);
        classes.SetTo(Scalar.All((int)GrabCutClasses.FGD), core);
        return classes;
    }

    private static void Compare(byte[] before, byte[] after, int slice, List<ProposalNotice> notices)
    {
        int was = 0, @is = 0, both = 0;
        for (var i = 0; i < before.Length; i++)
        {
            was += before[i] != 0 ? 1 : 0;
            @is += after[i];
            both += before[i] != 0 ? after[i] : 0;
        }

        var dice = 2.0 * both / (was + @is);
        var change = (double)(@is - was) / was;
        if (dice < LeastDice)
            notices.Add(new("overlap", slice, dice));
        if (Math.Abs(change) > MostAreaChange)
            notices.Add(new("area-change", slice, change));
    }
}
