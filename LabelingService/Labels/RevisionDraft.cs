using Voxmark.Contracts;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.LabelingService.Labels;

/// <param name="BaseRevision">Of the slice, as the change was made on it; 0 for an empty slice.</param>
internal readonly record struct MaskChange(int Slice, int BaseRevision, Mask Mask);

/// <summary>A save whose masks are well formed; whether it fits the label is for <see cref="WhatDoesNotFit"/> to say.</summary>
/// <param name="VolumeId">The volume that the slices of <paramref name="Changes"/> count on, as the client named it.</param>
internal sealed record RevisionDraft(
    Guid OperationId, string Tool, string? Parameters, ModelReference? Model, Person SavedBy,
    IReadOnlyList<MaskChange> Changes, SegmentChanges? Segments = null, string? VolumeId = null)
{
    /// <summary>What no client may call its tool: the label followed its images (<see cref="SeriesFollower"/>).</summary>
    public const string SeriesChanged = "series-changed";

    private const int MaxModelLength = 100;

    /// <param name="draft">What was read of the body, where nothing is wrong with it.</param>
    public static Sentence? WhatIsWrong(SaveRevision body, Person savedBy, out RevisionDraft draft)
    {
        draft = null!;
        var settings = ToolParameters.WhatIsWrong(body.Parameters, out var parameters);
        var wrong =
            body.OperationId == Guid.Empty ? Sentences.Of(
                "save-without-operation", "A save needs an operation id of its own.")
            : body.Tool is not { Length: > 0 } || !PlainText.Fits(body.Tool, Revision.MaxToolLength)
                ? Sentences.Of(
                    "save-tool-name", $"A save names its tool in at most {Revision.MaxToolLength} characters.")
            : body.Tool == SeriesChanged ? Sentences.Of(
                "save-servers-tool", "A revision of that tool is the server's own.")
            : !PlainText.Fits(body.Model?.Id, MaxModelLength) || !PlainText.Fits(body.Model?.Version, MaxModelLength)
                ? Sentences.Of(
                    "save-model-name", $"A model's name and version have at most {MaxModelLength} characters.")
            : settings is not null ? settings
            : body.Slices is null || body.Slices.Any(slice => slice is null) || (body.Slices.Count == 0 && body.Segments is null)
                ? Sentences.Of("save-empty", "A save changes at least one slice, or the segments.")
            : body.Segments is null ? null : SegmentRules.WhatIsWrong(body.Segments);
        if (wrong is not null)
            return wrong;

        var changes = new List<MaskChange>(body.Slices!.Count);
        foreach (var change in body.Slices)
        {
            if (!Mask.TryParse(change.Mask, out var mask, out var why))
                return Sentences.Of("slice-mask-unreadable", $"The mask of slice {change.Slice} cannot be read. {why}");
            changes.Add(new MaskChange(change.Slice, change.BaseRevision, mask));
        }

        draft = new(body.OperationId, body.Tool, parameters, body.Model, savedBy, changes, body.Segments, body.VolumeId);
        return null;
    }

    /// <summary>The segment numbers that the masks hold.</summary>
    public IReadOnlySet<int> Numbers()
    {
        var numbers = new HashSet<int>();
        foreach (var change in Changes)
        {
            foreach (var run in change.Mask.Runs)
                numbers.Add(run.Label);
        }

        numbers.Remove(0);
        return numbers;
    }

    /// <param name="revisions">Of slices, as other saves have left them: what this one changes of them was made on that.</param>
    public RevisionDraft OnTopOf(IReadOnlyDictionary<int, int> revisions) =>
        this with { Changes = [.. Changes.Select(c => c with { BaseRevision = revisions.GetValueOrDefault(c.Slice, c.BaseRevision) })] };

    /// <param name="segments">Those that the label has after this save.</param>
    /// <param name="volume">That the slices count on.</param>
    /// <returns>A sentence for the user, null when the draft fits the label.</returns>
    public Sentence? WhatDoesNotFit(IReadOnlyList<Segment> segments, VolumeHeader volume)
    {
        if (Changes.DistinctBy(change => change.Slice).Count() != Changes.Count)
            return Sentences.Of("save-slice-twice", "A slice comes twice in one save.");
        Span<bool> known = stackalloc bool[256];
        known[0] = true;
        foreach (var segment in segments)
            known[segment.Number] = true;
        foreach (var (slice, _, mask) in Changes)
        {
            if (slice < 0 || slice >= volume.Slices)
                return SeriesProblems.NoSuchSlice(volume, slice);
            if (mask.Rows != volume.Rows || mask.Columns != volume.Columns)
            {
                var (seriesColumns, seriesRows) = (volume.Columns, volume.Rows);
                return Sentences.Of("slice-mask-size",
                    $"The mask of slice {slice} has {mask.Columns} × {mask.Rows} pixels, the series {seriesColumns} × {seriesRows}.");
            }

            foreach (var run in mask.Runs)
            {
                if (!known[run.Label])
                    return Sentences.Of("slice-mask-number",
                        $"The mask of slice {slice} holds the number {run.Label}, which no segment of this label has.");
            }
        }

        return null;
    }
}
