using Voxmark.Contracts;
using Voxmark.Contracts.Inference;
using Voxmark.Imaging.Volumes;
using Voxmark.InferenceService.BodyComposition;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.InferenceService.Bundles;

/// <summary>A model and what it says of itself: <c>models/README.md</c> describes the file.</summary>
/// <param name="Kind">One of <see cref="ModelKinds"/>: which <see cref="IModelRunner"/> runs it.</param>
/// <param name="Name">By language; <c>en</c> is always there.</param>
/// <param name="Description">As the name.</param>
/// <param name="ForMeasurement">False for a demonstration, whose results must not be reported.</param>
/// <param name="ModelPath">Absolute path of the ONNX file, checked against <paramref name="Sha256"/>; of an algorithm that of its
/// manifest, which has no file besides.</param>
/// <param name="Volume">How a model of whole volumes is fed; null for one of slices.</param>
/// <param name="Golden">Null where the bundle brings none.</param>
public sealed record Bundle(
    string Id, string Version, string Kind, IReadOnlyDictionary<string, string> Name, IReadOnlyDictionary<string, string> Description,
    bool ForMeasurement, string ModelPath, string Sha256, ModelInput Input, string OutputName,
    IReadOnlyList<BundleLabel> Labels, string Licence, VolumeFeed? Volume, GoldenRun? Golden)
{
    /// <summary>Run first: what it labels nothing is nothing to this model. Null for none.</summary>
    public Bundle? MaskModel { get; init; }

    /// <returns>Why it cannot be given these images; null when it can.</returns>
    public Sentence? WhatDoesNotFit(VolumeHeader series)
    {
        if (Input.Unit == ModelUnits.Hu && series.Unit != ModelUnits.Hu)
        {
            return Sentences.Of("model-reads-hounsfield",
                "The models read Hounsfield units, and the images of this series have none: they are not CT.");
        }

        var (id, modality) = (Id, series.Modality);
        if (Input.Modalities is { } modalities && !modalities.Contains(modality))
        {
            var wanted = string.Join(", ", modalities);
            return Sentences.Of("model-other-modality", $"The model {id} is for {wanted}, and these images are {modality}.");
        }

        return Kind == ModelKinds.Volume3d && !series.IsVolume
            ? Sentences.Of("model-needs-volume", $"The model {id} needs a volume, and this series is none.")
            : Kind == ModelKinds.Algorithm && WorkGrid.Of(series, 0) is null
            ? Sentences.Of("model-needs-axial", $"The model {id} needs axial slices of a trunk whose pixels have a known size.")
            : null;
    }

    public IReadOnlyList<ModelLabel> LabelsToContract() =>
        [.. Labels.Select(label => new ModelLabel(label.Number, label.Key, label.Name))];

    public ModelInfo ToContract() => new(
        Id, Version, Name["en"], Name, Description["en"], Description, LabelsToContract(), Licence, ForMeasurement,
        Kind, Input.Unit, Input.Modalities);
}

/// <param name="Number">The value in the model's label map.</param>
/// <param name="Key">Key of the segment that it means.</param>
public sealed record BundleLabel(int Number, string Key, string Name);

/// <summary>What a model reads.</summary>
/// <param name="Name">Of the graph's input.</param>
/// <param name="Unit">One of <see cref="ModelUnits"/>.</param>
/// <param name="Modalities">DICOM's codes (<c>MR</c>); null for any.</param>
public sealed record ModelInput(string Name, string Unit, IReadOnlyList<string>? Modalities = null);

/// <summary>What is done to a volume before a network of whole volumes sees it, and after.</summary>
/// <param name="Grid">On which it is resampled.</param>
/// <param name="Scale">One of <see cref="IntensityScales"/>.</param>
/// <param name="HeadMargin">Voxels about the head that are still looked at; null for the whole grid.</param>
/// <param name="KeepsLargestComponent">Whatever is labelled apart from the largest part is dropped.</param>
/// <param name="Mask">Id of the bundle that is run first; null for none.</param>
public sealed record VolumeFeed(FeedGrid Grid, string Scale, int? HeadMargin, bool KeepsLargestComponent, string? Mask);

/// <summary>Axes 0, 1, 2 of the network's tensor.</summary>
/// <param name="Orientation">As <see cref="Imaging.Conforming.AnatomicalAxes"/> reads it.</param>
public sealed record FeedGrid(string Orientation, IReadOnlyList<double> SpacingMm, IReadOnlyList<int> Size)
{
    public bool IsSameAs(FeedGrid other) =>
        Orientation == other.Orientation && SpacingMm.SequenceEqual(other.SpacingMm) && Size.SequenceEqual(other.Size);
}

/// <summary>One input and the labels that the model must make of it before it is offered.</summary>
/// <param name="InputPath">A <c>.npy</c> file: for slices values [Rows, Columns], for volumes a conformed block of uint8.</param>
/// <param name="ExpectedPath">A <c>.npy</c> file of the same shape: uint8 labels.</param>
/// <param name="MinDice">The least agreement of any label that either has, 0–1.</param>
/// <param name="Quantiles">5 % and 95 % of the volume that the block was cut from, where the scale needs them.</param>
public sealed record GoldenRun(string InputPath, string ExpectedPath, double MinDice, IReadOnlyList<double>? Quantiles);

/// <summary>Which models this release runs.</summary>
public static class ModelKinds
{
    /// <summary>One slice at a time, on its own pixels.</summary>
    public const string Slice2d = "slice-2d";

    /// <summary>A whole volume at once, on the network's own grid.</summary>
    public const string Volume3d = "volume-3d";

    /// <summary>Code of this release, which the id names: no network, and nothing of it lies in the bundle.</summary>
    public const string Algorithm = "algorithm";
}

public static class ModelUnits
{
    public const string Hu = "HU";

    /// <summary>The images' own values: the model's scale makes them comparable.</summary>
    public const string Any = "any";
}

/// <summary>How a conformed volume of 0 to 255 becomes what the network reads.</summary>
public static class IntensityScales
{
    /// <summary>Divided by 255.</summary>
    public const string MinMax = "min-max";

    /// <summary>5 % of the volume's values become 0, 95 % become 1; not clipped.</summary>
    public const string Quantile = "quantile";
}
