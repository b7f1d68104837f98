using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Voxmark.InferenceService.BodyComposition;
using Voxmark.InferenceService.Bundles;
using Voxmark.InferenceService.Runtime;
using Voxmark.InferenceService.Runtime.Algorithms;
using Voxmark.InferenceService.Runtime.Slices;
using Voxmark.InferenceService.Runtime.Volumes;

namespace Voxmark.InferenceService.Tests;

/// <summary>The bundles of the repository's <c>models/</c>.</summary>
internal static class ShippedBundles
{
    public static string Root { get; } = Find();

    /// <summary>Opened by the runtime itself, as at a start.</summary>
    public static BundleCatalog Catalog(string? root = null)
    {
        using var sessions = new OnnxSessions(NullLogger<OnnxSessions>.Instance);
        return new(
            Options.Create(new BundleOptions { Root = root ?? Root }),
            [new SliceRunner(sessions), new VolumeRunner(sessions), new AlgorithmRunner(new VertebraTracks())],
            NullLogger<BundleCatalog>.Instance);
    }

    private static string Find([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "models"));
}
