using Voxmark.Contracts;
using Voxmark.Imaging.Volumes;
using Voxmark.InferenceService.BodyComposition;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.InferenceService.Levels;

/// <summary>Finds the vertebrae of an axial CT, and weighs what they may be called (docs/levels.md).</summary>
internal static class LevelFinder
{
    /// <summary>What finds them, and its version: what an older one found is found again.</summary>
    public const string Algorithm = "spine-chain 1";

    /// <summary>Two vertebrae.</summary>
    private const double MinLengthMm = 68;

    /// <returns>Null where levels can be looked for.</returns>
    public static Sentence? WhatDoesNotFit(VolumeHeader series)
    {
        if (!series.IsVolume || series.Modality != "CT" || series.Unit != "HU" || series.Grid!.SliceDirection.Z <= 0
            || WorkGrid.Of(series, 0) is null)
            return Sentences.Of("levels-need-axial-ct", "Vertebral levels are found on volumes of axial CT images only.");
        return (series.Slices - 1) * series.Grid.Spacing.Z < MinLengthMm
            ? Sentences.Of("levels-need-length", "The images cover less than two vertebrae: too little to find levels on.")
            : null;
    }

    /// <param name="volume">One that fits (<see cref="WhatDoesNotFit"/>).</param>
    /// <returns>Null where no spine was found.</returns>
    public static FoundLevels? Find(SeriesVolume volume, VertebraTracks tracks, CancellationToken ct)
    {
        var grid = WorkGrid.Of(volume.Header, 0)!;
        var track = tracks.Of(volume, grid, ct);
        Vertebra[] spine = [.. track.OfType<Vertebra>()];
        if (spine.Length < track.Count)
            return null;
        var stack = new CtStack(volume, grid);
        var line = new Centreline(spine, stack.SliceMm);
        if (DiscChain.Find(SpineScores.Of(SpineSignals.Of(stack, line))) is not { } chain)
            return null;
        ct.ThrowIfCancellationRequested();
        var evidence = new LevelEvidence(chain, BoneAnchors.Of(stack, spine), stack.LengthMm);
        return new(stack, line, chain, evidence.Weigh());
    }
}
