using Voxmark.Contracts.Inference;

namespace Voxmark.InferenceService.Bundles;

/// <summary>A model and what it says of itself: <c>models/README.md</c> describes the file.</summary>
/// <param name="Name">By language; <c>en</c> is always there.</param>
/// <param name="Description">As the name.</param>
/// <param name="ForMeasurement">False for a demonstration, whose results must not be reported.</param>
/// <param name="ModelPath">Absolute path of the ONNX file, checked against <paramref name="Sha256"/>.</param>
public sealed record Bundle(
    string Id, string Version, IReadOnlyDictionary<string, string> Name, IReadOnlyDictionary<string, string> Description,
    bool ForMeasurement, string ModelPath, string Sha256, string InputName, string OutputName,
    IReadOnlyList<BundleLabel> Labels, string Licence)
{
    public IReadOnlyList<ModelLabel> LabelsToContract() =>
        [.. Labels.Select(label => new ModelLabel(label.Number, label.Key, label.Name))];

    public ModelInfo ToContract() => new(
        Id, Version, Name["en"], Name, Description["en"], Description, LabelsToContract(), Licence, ForMeasurement);
}

/// <param name="Number">The value in the model's label map.</param>
/// <param name="Key">Key of the segment that it means.</param>
public sealed record BundleLabel(int Number, string Key, string Name);
