using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Voxmark.InferenceService.Bundles;
using Voxmark.InferenceService.Runtime;

namespace Voxmark.InferenceService.Tests;

/// <summary>The bundles of the repository's <c>models/</c>.</summary>
internal static class ShippedBundles
{
    public static string Root { get; } = Find();

    /// <summary>Opened by the runtime itself, as at a start.</summary>
    public static BundleCatalog Catalog(string? root = null)
    {
        using var segmenter = new OnnxSegmenter(NullLogger<OnnxSegmenter>.Instance);
        return new(Options.Create(new BundleOptions { Root = root ?? Root }), segmenter, NullLogger<BundleCatalog>.Instance);
    }

    private static string Find([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "models"));
}
