using OpenCvSharp;
using Voxmark.Contracts;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Assist.Images;
using Voxmark.LabelingService.Assist.Shapes;
using Voxmark.ServiceDefaults.Problems;
using static Voxmark.LabelingService.Assist.AssistChecks;

namespace Voxmark.LabelingService.Assist.BackProjection;

/// <summary>
/// Selects what looks like the inside of a rectangle: a histogram of its values, projected back on the slice, within the
/// gate and the limit, opened, and cut down to the parts that touch the rectangle.
/// </summary>
internal sealed class BackProjectionTool : SliceTool<BackProjectionRequest>
{
    private static readonly ContractRange
        s_bin = ContractRange.Of<BackProjectionRequest>(nameof(BackProjectionRequest.BinHu)),
        s_threshold = ContractRange.Of<BackProjectionRequest>(nameof(BackProjectionRequest.Threshold)),
        s_smoothing = ContractRange.Of<BackProjectionRequest>(nameof(BackProjectionRequest.SmoothMm)),
        s_opening = ContractRange.Of<BackProjectionRequest>(nameof(BackProjectionRequest.OpenMm));

    public override string Name => "back-projection";

    public override Sentence? WhatIsWrong(BackProjectionRequest request, VolumeHeader series) =>
        Slice(series, request.Slice)
        ?? Rectangle(series, request.Rectangle)
        ?? (request.Limit is { } limit && !Meets(limit, series) ? Sentences.Of(
            "limit-outside", "The limit lies outside the image.") : null)
        ?? Lasso(request.Lasso)
        ?? (s_bin.Holds(request.BinHu) ? null : Sentences.Of(
            "histogram-bin-range", $"A histogram bin is {s_bin.From} to {s_bin.To} HU wide."))
        ?? (s_threshold.Holds(request.Threshold) ? null : Sentences.Of(
            "threshold-range", $"The threshold is a number from {s_threshold.From} to {s_threshold.To}."))
        ?? (s_smoothing.Holds(request.SmoothMm) ? null : Sentences.Of(
            "smoothing-range", $"The smoothing is {s_smoothing.From} to {s_smoothing.To} mm."))
        ?? Opening(s_opening, request.OpenMm)
        ?? Gate(request.MinHu, request.MaxHu);

    protected override int SliceOf(BackProjectionRequest request) => request.Slice;

    protected override byte[] Run(
        SliceImage image, BackProjectionRequest request, List<ProposalNotice> notices, CancellationToken ct)
    {
        var rectangle = image.Clip(request.Rectangle);
        using var inside = Regions.MaskOf(image, rectangle);
        using var values = image.Smoothed(request.SmoothMm);
        using var selected = SimilarValues.Find(values, inside, rectangle, image.Scale, request.BinHu, request.Threshold);
        ct.ThrowIfCancellationRequested();

        Regions.Gate(selected, image.Values, request.MinHu, request.MaxHu);
        if (request.Limit is { } limit)
        {
            using var allowed = Regions.MaskOf(image, image.Clip(limit));
            Cv2.BitwiseAnd(selected, allowed, selected);
        }

        Regions.Limit(selected, request.Lasso);
        Regions.Open(selected, image.Columns(request.OpenMm), image.Rows(request.OpenMm));
        ct.ThrowIfCancellationRequested();
        if (request.TouchingOnly)
            Regions.KeepTouching(selected, inside);
        return Regions.ToLabels(selected);
    }
}
