using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Voxmark.InferenceService.Bundles;

namespace Voxmark.InferenceService.Tests;

/// <summary>The bundles of the repository's <c>models/</c>.</summary>
internal static class ShippedBundles
{
    public static string Root { get; } = Find();

    public static BundleCatalog Catalog(string? root = null) =>
        new(Options.Create(new BundleOptions { Root = root ?? Root }), NullLogger<BundleCatalog>.Instance);

    private static string Find([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "models"));
}
