using System.Runtime.CompilerServices;

namespace Voxmark.SystemTests.Faults;

/// <summary>
/// A system of its own with the bundles that <c>../shared/faults/labelling/mk_bundles.py</c> makes; nothing where that is absent.
/// </summary>
public sealed class SystemWithBundles : IAsyncLifetime
{
    private readonly DirectoryInfo _bundles = Directory.CreateTempSubdirectory("voxmark-bundles-");

    /// <summary>Null where it is absent.</summary>
    public static string? Scripts { get; } = Find();

    public RunningSystem Running { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Scripts is null)
            return;
        var (exitCode, output) = await Programs.RunAsync("/usr/bin/python3", [Path.Combine(Scripts, "mk_bundles.py"), _bundles.FullName]);
        Assert.True(exitCode == 0, output);
        Running = new()
        {
            AttachedTo = null, DataFolder = Directory.CreateTempSubdirectory("voxmark-system-").FullName,
            Variables = new Dictionary<string, string> { ["VOXMARK_MODELS"] = _bundles.FullName },
        };
        await Running.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        if (Running is not null)
            await Running.DisposeAsync();
        _bundles.Delete(recursive: true);
    }

    private static string? Find([CallerFilePath] string thisFile = "")
    {
        var folder = Path.GetFullPath(
            Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "..", "shared", "faults", "labelling"));
        return Directory.Exists(folder) ? folder : null;
    }
}

/// <summary>Skipped, and said so, where the scripts are absent.</summary>
internal sealed class SharedFaultsFactAttribute : FactAttribute
{
    public SharedFaultsFactAttribute() => Skip = SystemWithBundles.Scripts is null ? "../shared/faults/labelling is not here" : null;
}

/// <inheritdoc cref="SharedFaultsFactAttribute"/>
internal sealed class SharedFaultsTheoryAttribute : TheoryAttribute
{
    public SharedFaultsTheoryAttribute() => Skip = SystemWithBundles.Scripts is null ? "../shared/faults/labelling is not here" : null;
}
