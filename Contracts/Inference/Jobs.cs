namespace Voxmark.Contracts.Inference;

/// <summary>Ask for a model to be run.</summary>
/// <param name="FirstSlice">0-based, feet to head; null for the first.</param>
/// <param name="LastSlice">Inclusive; null for the last.</param>
/// <param name="VolumeId">The volume that the slices count on; null for the series as it is.</param>
public sealed record StartInference(
    string SeriesInstanceUid, string Model, int? FirstSlice, int? LastSlice, string? VolumeId = null);

/// <param name="LabelId">The label that holds the result, once <see cref="JobState.Succeeded"/>.</param>
/// <param name="VolumeId">The volume that is read, and that the slices count on; null for a job of before that was noted.</param>
/// <param name="Problem">What went wrong, for the user.</param>
public sealed record InferenceJob(
    Guid Id, string SeriesInstanceUid, string? VolumeId, string Model, string ModelVersion, int FirstSlice, int LastSlice, JobState State,
    int Done, int Total, Guid? LabelId, string? Problem, Person RequestedBy, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt);

/// <param name="ForMeasurement">False for a demonstration, whose results must not be reported.</param>
/// <param name="Kind"><c>slice-2d</c>, or <c>volume-3d</c>: that one needs a volume, and looks at the whole of it. Or
/// <c>algorithm</c>: code of this release, without weights.</param>
/// <param name="Unit"><c>HU</c>, or <c>any</c>.</param>
/// <param name="Modalities">DICOM's codes of the images that it is for; null for any.</param>
public sealed record ModelInfo(
    string Id, string Version, string Name, IReadOnlyDictionary<string, string> NameByLanguage,
    string Description, IReadOnlyDictionary<string, string> DescriptionByLanguage,
    IReadOnlyList<ModelLabel> Labels, string Licence, bool ForMeasurement,
    string Kind, string Unit, IReadOnlyList<string>? Modalities);

/// <summary>A model beside slices of a series.</summary>
/// <param name="Misfit">Why it cannot be run on them; null when it can.</param>
/// <param name="ExpectedSeconds">How long the run takes, by what this model's runs took here; null before the first.</param>
public sealed record ModelOffer(ModelInfo Model, Sentence? Misfit, double? ExpectedSeconds);

/// <param name="Number">1–255: the value in the model's label map.</param>
/// <param name="Key">Of the segment that it means. One that a template knows takes the template's colour, code and HU range.</param>
public sealed record ModelLabel(int Number, string Key, string Name);

/// <summary>A bundle as InferenceService found it when it started, for administrators.</summary>
/// <param name="Folder">Below the folder of bundles.</param>
/// <param name="Problem">Why it is not offered; null when it is.</param>
/// <param name="Model">What it says of itself; null where its manifest cannot be read.</param>
/// <param name="Sha256">Of the model file, lower-case hex.</param>
public sealed record FoundBundle(string Folder, Sentence? Problem, ModelInfo? Model, string? Sha256);
