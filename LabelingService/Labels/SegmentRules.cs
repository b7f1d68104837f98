using System.Text.RegularExpressions;
using Voxmark.Contracts;
using Voxmark.Contracts.Labeling;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.LabelingService.Labels;

/// <summary>What a segment may look like.</summary>
internal static partial class SegmentRules
{
    public const int MaxSegments = 255; // a mask's pixel is a byte, and 0 is "no label"

    public static Sentence TooMany { get; } = Sentences.Of("too-many-segments", $"A label has at most {MaxSegments} segments.");

    /// <returns>A sentence for the user, null when every edit is well formed.</returns>
    public static Sentence? WhatIsWrong(SegmentChanges changes)
    {
        if (changes.Edits is null || changes.Edits.Any(edit => edit is null or { Before: null, After: null }))
            return Sentences.Of(
                "segment-change-empty", "Every change of a segment says what it was or what it is to be.");
        if (changes.Edits.Count > MaxSegments || changes.Order?.Count > MaxSegments)
            return TooMany;
        return changes.Edits.Where(edit => edit.After is not null).Select(edit => WhatIsWrong(edit.After!))
            .FirstOrDefault(problem => problem is not null);
    }

    private static Sentence? WhatIsWrong(Segment segment) =>
        segment.Number is < 0 or > MaxSegments ? Sentences.Of(
            "segment-number", $"Segments are numbered 1 to {MaxSegments}.")
        : !SegmentTexts.IsKey(segment.Key) ? Sentences.Of(
            "segment-key", "A segment's key has 1 to 40 lower-case letters, digits and hyphens.")
        : !SegmentTexts.IsName(segment.Name) ? Sentences.Of("segment-name", "A segment's name has 1 to 64 characters.")
        : segment.Colour is null || !Colour().IsMatch(segment.Colour) ? Sentences.Of(
            "segment-colour", "A segment's colour is written #rrggbb.")
        : segment.Code is not null && !Code().IsMatch(segment.Code)
            ? Sentences.Of("segment-code", "A segment's code is written SCHEME:VALUE, for example SCT:127954009, "
                + "with @SCHEME:VALUE of a region behind it where needed.")
        : segment.MinHu > segment.MaxHu ? Sentences.Of(
            "segment-range-upside-down", "A segment's HU range ends above where it begins.")
        : segment.MinHu is < -32768 or > 32767 || segment.MaxHu is < -32768 or > 32767
            ? Sentences.Of("segment-range", "A segment's HU range lies between -32768 and 32767.")
        : null;

    [GeneratedRegex("^#[0-9a-f]{6}\\z")]
    private static partial Regex Colour();

    [GeneratedRegex("^[A-Za-z0-9._-]{1,16}:[A-Za-z0-9._-]{1,64}(@[A-Za-z0-9._-]{1,16}:[A-Za-z0-9._-]{1,64})?\\z")]
    private static partial Regex Code();
}
