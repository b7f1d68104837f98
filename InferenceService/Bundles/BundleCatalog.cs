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
    private readonly Dictionary<string, IModelRunner> _runners;
    private readonly Dictionary<string, Bundle> _bundles = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, FoundBundle> _found = new(StringComparer.Ordinal);

    public BundleCatalog(IOptions<BundleOptions> options, IEnumerable<IModelRunner> runners, ILogger<BundleCatalog> log)
    {
        _runners = runners.ToDictionary(runner => runner.Kind);
        var read = new List<(string Folder, Bundle? Bundle, Sentence? Problem)>();
        foreach (var folder in Directory.EnumerateDirectories(options.Value.Root).Order(StringComparer.Ordinal))
        {
            if (!Path.GetFileName(folder).StartsWith('.'))
                read.Add(TryRead(folder));
        }

        // Those that others need first.
        foreach (var (folder, bundle, unread) in read.OrderBy(each => each.Bundle?.Volume?.Mask is not null))
        {
            var problem = unread ?? TryOffer(bundle!);
            var name = Path.GetFileName(folder);
            _found.Add(name, new FoundBundle(name, problem, bundle?.ToContract(), bundle?.Sha256));
            if (problem is null)
                Offered(log, bundle!.Id, bundle.Version);
            else
                LeftOut(log, folder, problem.Text);
        }
    }

    /// <summary>Those that are offered.</summary>
    public IReadOnlyCollection<Bundle> All => _bundles.Values;

    /// <summary>Every folder, also of those that are not offered.</summary>
    public IReadOnlyCollection<FoundBundle> Found => _found.Values;

    public Bundle? Find(string id) => _bundles.GetValueOrDefault(id);

    public IModelRunner RunnerOf(Bundle bundle) => _runners[bundle.Kind];

    private static (string Folder, Bundle? Bundle, Sentence? Problem) TryRead(string folder)
    {
        try
        {
            return (folder, BundleManifest.Read(folder), null);
        }
        catch (UnusableModelException unusable)
        {
            return (folder, null, unusable.Why);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (folder, null, Unreadable(exception));
        }
    }

    /// <returns>Why it is not offered; null when it is.</returns>
    private Sentence? TryOffer(Bundle bundle)
    {
        var id = bundle.Id;
        if (_bundles.ContainsKey(id))
            return Sentences.Of("bundle-id-twice", $"Another bundle is called {id}, too, and that one is offered.");
        if (bundle.Volume?.Mask is { } mask)
        {
            if (Find(mask) is not { Volume: { } feed, MaskModel: null } first || !feed.Grid.IsSameAs(bundle.Volume.Grid))
                return Sentences.Of("bundle-mask", $"It needs {mask} first, and no bundle of that id with the same grid is offered.");
            bundle = bundle with { MaskModel = first };
        }

        try
        {
            RunnerOf(bundle).Check(bundle);
        }
        catch (UnusableModelException unusable)
        {
            return unusable.Why;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Unreadable(exception);
        }

        _bundles.Add(id, bundle);
        return null;
    }

    private static Sentence Unreadable(Exception exception)
    {
        var reason = exception.Message;
        return Sentences.Of("bundle-unreadable", $"The files of the bundle cannot be read: {reason}");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Id} {Version} is offered")]
    private static partial void Offered(ILogger log, string id, string version);

    [LoggerMessage(Level = LogLevel.Error, Message = "Bundle {Folder} is left out: {Reason}")]
    private static partial void LeftOut(ILogger log, string folder, string reason);
}
