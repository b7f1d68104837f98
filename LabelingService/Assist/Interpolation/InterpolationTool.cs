using OpenCvSharp;
using Voxmark.Contracts;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Assist.Images;
using Voxmark.LabelingService.Assist.Shapes;
using Voxmark.ServiceDefaults.Problems;
using static Voxmark.LabelingService.Assist.AssistChecks;

namespace Voxmark.LabelingService.Assist.Interpolation;

/// <summary>
/// Fills the slices between labelled ones: the signed distances from two neighbours' outlines are moved so that the
/// objects' centres lie on one line, and blended; then the gate. Distances are in pixels.
/// </summary>
internal sealed class InterpolationTool : QuickTool<InterpolationRequest>
{
    /// <summary>Beyond this, shapes between two slices are a guess (measured on L3 muscle and fat: docs/tools.md).</summary>
    private const double TrustedGapMm = 25;

    /// <summary>Holes of at most this size in a shape with a gate are fat between fibres, vessels and noise.</summary>
    private const double PoreMm2 = 100;

    public override string Name => "interpolation";

    public override Sentence? WhatIsWrong(InterpolationRequest request, VolumeHeader series) =>
        Maps(series, request.Slices)
        ?? (request.Slices.Count >= 2 ? null : Sentences.Of(
            "nothing-between", "There is nothing between less than two labelled slices."))
        ?? Gate(request.MinHu, request.MaxHu);

    /// <returns>Slices between those given.</returns>
    /// <inheritdoc/>
    public override IEnumerable<(int Slice, byte[] Labels)> Run(
        SeriesVolume volume, InterpolationRequest request, List<ProposalNotice> notices, CancellationToken ct)
    {
        var series = volume.Header;
        var shapes = request.Slices.OrderBy(each => each.Slice)
            .Select(each => (each.Slice, Labels: Proposals.Decode(each.Mask)))
            .Where(each => each.Labels.AsSpan().ContainsAnyExcept((byte)0)).ToList();
        foreach (var (below, above) in shapes.Zip(shapes.Skip(1)))
        {
            if (above.Slice - below.Slice < 2)
                continue;
            var where = Reach(below.Labels, above.Labels, series);
            var (first, last) = (Outline(below.Labels, where, series, request), Outline(above.Labels, where, series, request));
            AddGap(series, below.Slice, above.Slice, notices);
            if (!first.Blend(last, 0.5).AsSpan().Contains((byte)1))
                notices.Add(new("apart", below.Slice, above.Slice));
            for (var slice = below.Slice + 1; slice < above.Slice; slice++)
            {
                var labels = first.Blend(last, (double)(slice - below.Slice) / (above.Slice - below.Slice));
                yield return (slice, Gated(volume, slice, labels, where, request));
            }
        }
    }

    /// <summary>All that a blend of two shapes looks at: their common box, moved by the way between their centres, which is
    /// no longer than the box.</summary>
    private static Rect Reach(byte[] below, byte[] above, VolumeHeader series)
    {
        const int Rim = 2;
        var (a, b) = (Regions.BoundsOf(below, series.Columns), Regions.BoundsOf(above, series.Columns));
        var (left, right) = (Math.Min(a.Left, b.Left), Math.Max(a.Right, b.Right));
        var (top, bottom) = (Math.Min(a.Top, b.Top), Math.Max(a.Bottom, b.Bottom));
        var (x, y) = (right - left + Rim, bottom - top + Rim);
        return new Rect(left - x, top - y, right - left + 2 * x, bottom - top + 2 * y) & new Rect(0, 0, series.Columns, series.Rows);
    }

    /// <summary>What a gate took out of the inside is no part of the shape: the gate of the slice between takes its own.</summary>
    private static SignedDistance Outline(byte[] labels, Rect where, VolumeHeader series, InterpolationRequest request)
    {
        using var whole = Regions.Of(labels, series.Rows, series.Columns);
        using var part = whole[where];
        using var shape = part.Clone();
        if (request.MinHu is not null || request.MaxHu is not null)
            Regions.FillHoles(shape, PoreMm2 / (series.Grid?.PixelAreaMm2 ?? 1));
        return SignedDistance.Of(shape);
    }

    /// <param name="labels">[where.Height, where.Width].</param>
    /// <returns>[Rows, Columns].</returns>
    private static byte[] Gated(SeriesVolume volume, int slice, byte[] labels, Rect where, InterpolationRequest request)
    {
        using var whole = new Mat(volume.Header.Rows, volume.Header.Columns, MatType.CV_8UC1, Scalar.All(0));
        using var selected = Regions.Of(labels, where.Height, where.Width);
        if (request.MinHu is not null || request.MaxHu is not null)
        {
            using var image = SliceImage.From(volume, slice);
            using var values = image.Values[where];
            Regions.Gate(selected, values, request.MinHu, request.MaxHu);
        }

        using var part = whole[where];
        selected.CopyTo(part);
        return Regions.ToLabels(whole);
    }

    private static void AddGap(VolumeHeader series, int below, int above, List<ProposalNotice> notices)
    {
        var gapMm = series.SliceList[above].PositionMm - series.SliceList[below].PositionMm;
        if (gapMm is null)
            notices.Add(new("gap-unknown", below, above - below));
        else if (Math.Abs(gapMm.Value) > TrustedGapMm)
            notices.Add(new("gap", below, Math.Abs(gapMm.Value)));
    }
}
