using System.Security.Cryptography;
using System.Text.Json;

namespace Voxmark.InferenceService.Bundles;

/// <summary><c>bundle.json</c> as it is written; every field is required.</summary>
internal sealed class BundleManifest
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };

    /// <summary>It is written beside every label that the model makes.</summary>
    private const int MaxIdLength = 100;

    public required string Id { get; init; }
    public required string Version { get; init; }
    public required Dictionary<string, string> Name { get; init; }
    public required Dictionary<string, string> Description { get; init; }
    public required bool ForMeasurement { get; init; }
    public required string Model { get; init; }
    public required string Sha256 { get; init; }
    public required Port Input { get; init; }
    public required Port Output { get; init; }
    public required List<BundleLabel> Labels { get; init; }
    public required string Licence { get; init; }

    /// <summary>A named input or output of the graph.</summary>
    internal sealed record Port(string Name);

    /// <summary>Reads a bundle folder.</summary>
    /// <exception cref="InvalidDataException">The manifest or the model file is not what it should be; the message says
    /// which and why.</exception>
    public static Bundle Read(string folder)
    {
        var manifest = Parse(Path.Combine(folder, "bundle.json"));
        if (!manifest.Name.ContainsKey("en") || !manifest.Description.ContainsKey("en"))
            throw new InvalidDataException($"Bundle '{manifest.Id}' has no English name or description.");
        if (manifest.Labels.Any(label => label.Number is < 1 or > 255) || manifest.Labels.DistinctBy(label => label.Number).Count() < manifest.Labels.Count)
            throw new InvalidDataException($"Bundle '{manifest.Id}': the labels' numbers must differ and lie from 1 to 255.");
        if (manifest.Labels.Count == 0)
            throw new InvalidDataException($"Bundle '{manifest.Id}' names no label.");
        if (manifest.Id.Length is 0 or > MaxIdLength)
            throw new InvalidDataException($"The id of the bundle in {folder} is not 1 to {MaxIdLength} characters long.");
        if (Path.GetFileName(manifest.Model) != manifest.Model)
            throw new InvalidDataException($"Bundle '{manifest.Id}': the model must lie beside bundle.json.");

        var modelPath = Path.GetFullPath(Path.Combine(folder, manifest.Model));
        if (!File.Exists(modelPath))
            throw new InvalidDataException($"Bundle '{manifest.Id}': {manifest.Model} is missing.");
        using var file = File.OpenRead(modelPath);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
        if (sha256 != manifest.Sha256)
            throw new InvalidDataException($"Bundle '{manifest.Id}': {manifest.Model} is not the file that bundle.json describes (SHA-256 {sha256}).");

        return new Bundle(
            manifest.Id, manifest.Version, manifest.Name, manifest.Description, manifest.ForMeasurement, modelPath, sha256,
            manifest.Input.Name, manifest.Output.Name, manifest.Labels, manifest.Licence);
    }

    private static BundleManifest Parse(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<BundleManifest>(File.ReadAllBytes(path), Json)
                ?? throw new InvalidDataException($"{path} is empty.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} cannot be read: {exception.Message}", exception);
        }
    }
}
