using System.Diagnostics;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;

namespace Voxmark.LabelingService.Assist;

/// <summary>Puts what tools found into answers.</summary>
internal static class Proposals
{
    /// <param name="start">When the work began, a timestamp of <see cref="Stopwatch"/>.</param>
    public static Proposal Of(
        VolumeHeader series, IReadOnlyList<ProposedSlice> slices, long start, params IReadOnlyList<ProposalNotice> notices) =>
        new(slices, notices, Stopwatch.GetElapsedTime(start).TotalMilliseconds, series.Id);

    /// <param name="labels">[Rows, Columns], 0 where nothing is proposed.</param>
    public static ProposedSlice Slice(VolumeHeader series, int slice, ReadOnlySpan<byte> labels)
    {
        var mask = Mask.Encode(labels, series.Rows, series.Columns);
        var count = labels.Length - System.MemoryExtensions.Count(labels, (byte)0);
        return new(slice, mask.Bytes.ToArray(), count, count * series.PixelAreaMm2Of(slice) / 100);
    }

    /// <param name="encoded">Checked: <see cref="AssistChecks.Shape"/>, <see cref="AssistChecks.Maps"/>.</param>
    public static Mask Parse(byte[] encoded) =>
        Mask.TryParse(encoded, out var mask, out var problem) ? mask : throw new ArgumentException(problem, nameof(encoded));

    /// <inheritdoc cref="Parse"/>
    public static byte[] Decode(byte[] encoded) => Parse(encoded).Decode();

    /// <summary>The numbers that a map holds, without 0.</summary>
    public static IReadOnlySet<byte> LabelsUsed(this Mask mask)
    {
        var used = new HashSet<byte>();
        foreach (var run in mask.Runs)
            used.Add(run.Label);
        used.Remove(0);
        return used;
    }
}
