using Voxmark.Contracts;
using Voxmark.Imaging.Conforming;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.InferenceService.Bundles;

/// <summary>What a manifest says of how its model is fed, judged before anything is opened.</summary>
internal static class BundleChecks
{
    private const int MaxFormat = 2, MaxSide = 512, MaxMargin = 64;

    public static Sentence? WhatIsWrongWithFeed(BundleManifest manifest)
    {
        var (format, kind, unit) = (manifest.Format, manifest.Kind, manifest.Input.Unit);
        if (format is < 1 or > MaxFormat)
            return Sentences.Of("bundle-format", $"bundle.json is of format {format}, which this release cannot read.");
        if (kind is not (ModelKinds.Slice2d or ModelKinds.Volume3d or ModelKinds.Algorithm))
            return Sentences.Of("bundle-kind", $"Models of the kind {kind} cannot be run by this release.");
        if (unit != ModelUnits.Hu && (unit != ModelUnits.Any || kind != ModelKinds.Volume3d))
            return Sentences.Of("bundle-unit", $"The model reads {unit}, and what it can be given is HU.");
        if (kind == ModelKinds.Algorithm ? !manifest.HasNoFiles : !manifest.NamesItsModel)
        {
            return Sentences.Of("bundle-files",
                "A model names its file, that file's SHA-256 and its output; an algorithm is part of this release and names none.");
        }

        if (manifest.Input.Modalities is { Count: 0 })
            return Sentences.Of("bundle-modalities", "A list of modalities names at least one.");
        if ((kind == ModelKinds.Volume3d) != (manifest.Volume is not null))
            return Sentences.Of("bundle-volume", "A model of whole volumes says how its volume is made, and no other does.");
        return WhatIsWrong(manifest.Volume) ?? WhatIsWrong(manifest.Golden, manifest.Volume) ?? WhatIsMissing(manifest.MemoryMb);
    }

    private static Sentence? WhatIsWrong(BundleManifest.VolumeManifest? volume)
    {
        if (volume is null)
            return null;
        if (AnatomicalAxes.Of(volume.Grid.Orientation) is null
            || volume.Grid.SpacingMm is not { Count: 3 } spacing || !spacing.All(mm => mm is > 0 and <= 100)
            || volume.Grid.Size is not { Count: 3 } size || !size.All(count => count is >= 1 and <= MaxSide))
        {
            return Sentences.Of("bundle-grid",
                "A grid has an orientation such as LIA, three spacings in mm and three sizes of 1 to 512 voxels.");
        }

        return volume.Scale is not (IntensityScales.MinMax or IntensityScales.Quantile) || volume.HeadMargin is < 0 or > MaxMargin
            ? Sentences.Of("bundle-scale", "The scale is min-max or quantile, and the margin about the head 0 to 64 voxels.")
            : null;
    }

    private static Sentence? WhatIsWrong(BundleManifest.GoldenManifest? golden, BundleManifest.VolumeManifest? volume)
    {
        if (golden is null)
            return null;
        var wantsQuantiles = volume?.Scale == IntensityScales.Quantile;
        var hasQuantiles = golden.Quantiles is [var low, var high] && low < high;
        return golden.Dice is not (> 0 and <= 1) || wantsQuantiles != hasQuantiles || (golden.Quantiles is not null && !wantsQuantiles)
            ? Sentences.Of("bundle-golden",
                "A golden run asks for a Dice above 0 and of at most 1, and names two quantiles if the scale needs them.")
            : null;
    }

    /// <summary>A job that the machine cannot hold takes its worker down, and with it whatever else runs there.</summary>
    private static Sentence? WhatIsMissing(int? memoryMb)
    {
        var (wanted, here) = (memoryMb ?? 0, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20);
        return wanted > here ? Sentences.Of("bundle-memory", $"A run takes {wanted} MB of memory, and this machine has {here}.") : null;
    }
}
