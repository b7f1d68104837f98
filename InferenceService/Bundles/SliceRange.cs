using Voxmark.Contracts;
using Voxmark.Imaging.Volumes;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.InferenceService.Bundles;

/// <summary>Slices of a series as a request names them.</summary>
/// <param name="First">0-based, feet to head.</param>
/// <param name="Last">Inclusive.</param>
internal readonly record struct SliceRange(int First, int Last)
{
    /// <param name="first">Null for the first of the series, as <paramref name="last"/> for its last.</param>
    public static SliceRange Of(VolumeHeader series, int? first, int? last) => new(first ?? 0, last ?? series.Slices - 1);

    public Sentence? WhatIsWrong(VolumeHeader series)
    {
        if (First >= 0 && Last < series.Slices && First <= Last)
            return null;
        var (slices, last) = (series.Slices, series.Slices - 1);
        return Sentences.Of("no-such-range",
            $"The series has {slices} slices, 0 to {last}, and the first of a range does not lie behind the last.");
    }
}
