using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Voxmark.InferenceService.Segmentation;

namespace Voxmark.InferenceService.Bundles;

public sealed class BundleOptions
{
    /// <summary>Folder whose subfolders are bundles.</summary>
    [Required]
    public string Root { get; init; } = "";
}

/// <summary>The bundles that were good at the start. One that is not is left out and logged, and hurts no other.</summary>
public sealed partial class BundleCatalog
{
    private readonly Dictionary<string, Bundle> _bundles = new(StringComparer.Ordinal);

    public BundleCatalog(IOptions<BundleOptions> options, ISegmenter segmenter, ILogger<BundleCatalog> log)
    {
        foreach (var folder in Directory.EnumerateDirectories(options.Value.Root).Order(StringComparer.Ordinal))
        {
            if (!File.Exists(Path.Combine(folder, "bundle.json")))
                continue;
            try
            {
                var bundle = BundleManifest.Read(folder);
                segmenter.Check(bundle);
                if (!_bundles.TryAdd(bundle.Id, bundle))
                    throw new InvalidDataException($"Two bundles are called '{bundle.Id}'.");
                Offered(log, bundle.Id, bundle.Version);
            }
            catch (Exception exception) when (exception is InvalidDataException or UnusableModelException or IOException or UnauthorizedAccessException)
            {
                LeftOut(log, folder, exception.Message);
            }
        }
    }

    public IReadOnlyCollection<Bundle> All => _bundles.Values;

    public Bundle? Find(string id) => _bundles.GetValueOrDefault(id);

    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Id} {Version} is offered")]
    private static partial void Offered(ILogger log, string id, string version);

    [LoggerMessage(Level = LogLevel.Error, Message = "Bundle {Folder} is left out: {Reason}")]
    private static partial void LeftOut(ILogger log, string folder, string reason);
}
