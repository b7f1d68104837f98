using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Voxmark.Contracts;
using Voxmark.Contracts.Inference;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.InferenceService.Bundles;

public sealed class BundleOptions
{
    /// <summary>Folder whose subfolders are bundles.</summary>
    [Required]
    public string Root { get; init; } = "";
}

/// <summary>
/// The bundles that were there at the start. One that cannot run is not offered, hurts no other, and says why it is left
/// out: in the log, and to administrators.
/// </summary>
public sealed partial class BundleCatalog
{
    private readonly Dictionary<string, Bundle> _bundles = new(StringComparer.Ordinal);
    private readonly List<FoundBundle> _found = [];

    public BundleCatalog(IOptions<BundleOptions> options, ISegmenter segmenter, ILogger<BundleCatalog> log)
    {
        foreach (var folder in Directory.EnumerateDirectories(options.Value.Root).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(folder);
            if (name.StartsWith('.'))
                continue;
            var problem = TryOffer(folder, segmenter, out var bundle);
            _found.Add(new FoundBundle(name, problem, bundle?.ToContract(), bundle?.Sha256));
            if (problem is null)
                Offered(log, bundle!.Id, bundle.Version);
            else
                LeftOut(log, folder, problem.Text);
        }
    }

    /// <summary>Those that are offered.</summary>
    public IReadOnlyCollection<Bundle> All => _bundles.Values;

    /// <summary>Every folder, also of those that are not offered.</summary>
    public IReadOnlyList<FoundBundle> Found => _found;

    public Bundle? Find(string id) => _bundles.GetValueOrDefault(id);

    /// <param name="bundle">Also of one that is not offered, as far as it could be read.</param>
    /// <returns>Why it is not offered; null when it is.</returns>
    private Sentence? TryOffer(string folder, ISegmenter segmenter, out Bundle? bundle)
    {
        bundle = null;
        try
        {
            bundle = BundleManifest.Read(folder);
            segmenter.Check(bundle);
            var id = bundle.Id;
            return _bundles.TryAdd(id, bundle) ? null : Sentences.Of("bundle-id-twice", $"Another bundle is called {id}, too, and that one is offered.");
        }
        catch (UnusableModelException unusable)
        {
            return unusable.Why;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var reason = exception.Message;
            return Sentences.Of("bundle-unreadable", $"The files of the bundle cannot be read: {reason}");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Id} {Version} is offered")]
    private static partial void Offered(ILogger log, string id, string version);

    [LoggerMessage(Level = LogLevel.Error, Message = "Bundle {Folder} is left out: {Reason}")]
    private static partial void LeftOut(ILogger log, string folder, string reason);
}
