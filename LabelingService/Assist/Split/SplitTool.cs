using Voxmark.Contracts;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Assist.Images;
using Voxmark.LabelingService.Assist.Shapes;
using Voxmark.ServiceDefaults.Problems;
using static Voxmark.LabelingService.Assist.AssistChecks;

namespace Voxmark.LabelingService.Assist.Split;

/// <summary>Selects the part under a pixel, of a shape whose parts touch at a neck (<see cref="TouchingParts"/>).</summary>
internal sealed class SplitTool : SliceTool<SplitRequest>
{
    private static readonly ContractRange s_depth = ContractRange.Of<SplitRequest>(nameof(SplitRequest.DepthMm));

    public override string Name => "split";

    public override Sentence? WhatIsWrong(SplitRequest request, VolumeHeader series) =>
        Slice(series, request.Slice)
        ?? Pixel(series, request.Column, request.Row)
        ?? Shape(series, request.Mask)
        ?? (s_depth.Holds(request.DepthMm) ? null : Sentences.Of(
            "neck-range", $"A neck is {s_depth.From} to {s_depth.To} mm narrower than its parts."))
        ?? (Proposals.Decode(request.Mask)[request.Row * series.Columns + request.Column] == 0
            ? Sentences.Of("split-pixel-outside", "The pixel is not part of what is to be split.") : null);

    protected override int SliceOf(SplitRequest request) => request.Slice;

    protected override byte[] Run(SliceImage image, SplitRequest request, List<ProposalNotice> notices, CancellationToken ct)
    {
        var (rows, columns) = (image.Bounds.Height, image.Bounds.Width);
        using var selected = Regions.Of(Proposals.Decode(request.Mask), rows, columns);
        var parts = TouchingParts.Of(selected, request.DepthMm / Math.Sqrt(image.PixelAreaMm2));
        var part = parts[request.Row * columns + request.Column];
        return Array.ConvertAll(parts, each => each == part ? (byte)1 : (byte)0);
    }
}
