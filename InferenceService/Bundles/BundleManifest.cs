using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Voxmark.Contracts;
using Voxmark.Contracts.Labeling;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.InferenceService.Bundles;

/// <summary>
/// <c>bundle.json</c> as it is written (models/README.md). What it says has an effect: a field that this release does not
/// know is a mistake, and not passed over. A manifest of format 1 has no kind: its model labels slices.
/// </summary>
internal sealed class BundleManifest
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Id and version are written beside every label that the model makes, and together are its name.</summary>
    private const int MaxIdLength = 64, MaxVersionLength = 32;

    private const string ManifestName = "bundle.json";

    public int Format { get; init; } = 1;
    public string Kind { get; init; } = ModelKinds.Slice2d;
    public required string Id { get; init; }
    public required string Version { get; init; }
    public required Dictionary<string, string?> Name { get; init; }
    public required Dictionary<string, string?> Description { get; init; }
    public required bool ForMeasurement { get; init; }

    /// <summary>With its hash and the name of its output, of whatever is no algorithm.</summary>
    public string? Model { get; init; }
    public string? Sha256 { get; init; }

    public required ModelInput Input { get; init; }
    public Port? Output { get; init; }
    public required List<BundleLabel?> Labels { get; init; }
    public required string Licence { get; init; }

    internal bool NamesItsModel => this is { Model: not null, Sha256: not null, Output: not null };

    internal bool HasNoFiles => this is { Model: null, Sha256: null, Output: null, Golden: null };

    /// <summary>Of a model of whole volumes only.</summary>
    public VolumeManifest? Volume { get; init; }

    /// <summary>Peak of a run.</summary>
    public int? MemoryMb { get; init; }

    public GoldenManifest? Golden { get; init; }

    /// <summary>A named output of the graph.</summary>
    internal sealed record Port(string Name);

    /// <param name="HeadMargin">Null for the whole grid.</param>
    internal sealed record VolumeManifest(
        FeedGrid Grid, string Scale, int? HeadMargin = null, bool KeepLargestComponent = false, string? Mask = null);

    internal sealed record GoldenManifest(string Input, string Labels, double Dice, IReadOnlyList<double>? Quantiles = null);

    /// <summary>Reads a bundle folder.</summary>
    /// <exception cref="UnusableModelException">The manifest or one of its files is not what it should be.</exception>
    public static Bundle Read(string folder)
    {
        var manifest = Parse(Path.Combine(folder, ManifestName));
        if ((manifest.WhatIsWrong() ?? BundleChecks.WhatIsWrongWithFeed(manifest)) is { } problem)
            throw new UnusableModelException(problem);

        var model = manifest.Model ?? ManifestName;
        var modelPath = FileOf(folder, model);
        using var file = File.OpenRead(modelPath);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
        if (manifest.Model is not null && sha256 != manifest.Sha256)
        {
            throw new UnusableModelException(Sentences.Of("bundle-model-changed",
                $"{model} is not the file that bundle.json describes: its SHA-256 is {sha256}."));
        }

        return new Bundle(
            manifest.Id, manifest.Version, manifest.Kind, Texts(manifest.Name), Texts(manifest.Description), manifest.ForMeasurement,
            modelPath, sha256, manifest.Input, manifest.Output?.Name ?? "", [.. manifest.Labels.Select(label => label!)], manifest.Licence,
            manifest.Volume is { } feed ? new(feed.Grid, feed.Scale, feed.HeadMargin, feed.KeepLargestComponent, feed.Mask) : null,
            manifest.Golden is { } golden
                ? new(FileOf(folder, golden.Input), FileOf(folder, golden.Labels), golden.Dice, golden.Quantiles) : null);
    }

    private Sentence? WhatIsWrong()
    {
        var (idLength, versionLength) = (MaxIdLength, MaxVersionLength);
        return !IsPlain(Id, MaxIdLength) ? Sentences.Of("bundle-id", $"The id of a bundle has 1 to {idLength} letters, digits and signs.")
            : !IsPlain(Version, MaxVersionLength)
                ? Sentences.Of("bundle-version", $"The version of a bundle has 1 to {versionLength} letters, digits and signs.")
            : string.IsNullOrWhiteSpace(Name.GetValueOrDefault("en")) || string.IsNullOrWhiteSpace(Description.GetValueOrDefault("en"))
                ? Sentences.Of("bundle-not-described", "The bundle has no English name or no English description.")
            : new[] { Model, Golden?.Input, Golden?.Labels }.OfType<string>().Any(IsElsewhere)
                ? Sentences.Of("bundle-model-elsewhere", "The model file must lie beside bundle.json.")
            : WhatIsWrongWithLabels();
    }

    private Sentence? WhatIsWrongWithLabels()
    {
        if (Labels.Count == 0)
            return Sentences.Of("bundle-no-labels", "The bundle names no label, so what the model answers means nothing.");
        if (Labels.Exists(label => label is null or { Number: < 1 or > 255 })
            || Labels.DistinctBy(label => label!.Number).Count() < Labels.Count)
        {
            return Sentences.Of("bundle-label-numbers", "The numbers of the labels must differ and lie from 1 to 255.");
        }

        if (Labels.Find(label => !SegmentTexts.IsKey(label!.Key) || !SegmentTexts.IsName(label.Name)) is { Number: var number })
        {
            return Sentences.Of("bundle-label-texts",
                $"Label {number} needs a key of 1 to 40 lower-case letters, digits and hyphens, and a name of 1 to 64 characters.");
        }

        return Labels.DistinctBy(label => label!.Key).Count() < Labels.Count
            ? Sentences.Of("bundle-label-keys", "Two labels have one key: each needs its own.")
            : null;
    }

    private static bool IsElsewhere(string file) => file.Length == 0 || file.Contains('\0') || Path.GetFileName(file) != file;

    private static bool IsPlain(string text, int maxLength) =>
        text.Length <= maxLength && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);

    /// <summary>A language without a text is one that is not there.</summary>
    private static Dictionary<string, string> Texts(Dictionary<string, string?> byLanguage) =>
        byLanguage.Where(text => !string.IsNullOrWhiteSpace(text.Value)).ToDictionary(text => text.Key, text => text.Value!);

    private static string FileOf(string folder, string model)
    {
        var path = Path.GetFullPath(Path.Combine(folder, model));
        return File.Exists(path)
            ? path
            : throw new UnusableModelException(Sentences.Of("bundle-model-missing", $"The model file {model} is missing."));
    }

    private static BundleManifest Parse(string path)
    {
        if (!File.Exists(path))
            throw new UnusableModelException(Sentences.Of("bundle-manifest-missing", "There is no bundle.json in this folder."));
        try
        {
            return JsonSerializer.Deserialize<BundleManifest>(File.ReadAllBytes(path), Json) ?? throw Unreadable("null");
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception.Message);
        }

        static UnusableModelException Unreadable(string reason) =>
            new(Sentences.Of("bundle-manifest-unreadable", $"bundle.json cannot be read: {reason}"));
    }
}
