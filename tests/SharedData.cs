using System.Runtime.CompilerServices;

namespace Voxmark.Tests;

/// <summary>
/// The real test images, kept beside the repository (<c>../shared/data</c>) and never in it.
/// </summary>
internal static class SharedData
{
    /// <summary>The folder of real images, or null where it is absent.</summary>
    public static string? Root { get; } = Find();

    /// <summary>Absolute path of a file or folder below <see cref="Root"/>; only for tests marked
    /// <see cref="SharedDataFactAttribute"/> or <see cref="SharedDataTheoryAttribute"/>.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root!, .. parts]);

    private static string? Find([CallerFilePath] string thisFile = "")
    {
        var repository = Path.GetDirectoryName(Path.GetDirectoryName(thisFile))!;
        var folder = Path.GetFullPath(Path.Combine(repository, "..", "shared", "data"));
        return Directory.Exists(folder) ? folder : null;
    }
}

/// <summary>A fact about real images: skipped, and said so, where they are absent.</summary>
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute() => Skip = SharedData.Root is null ? "../shared/data is not here" : null;
}

/// <summary>A theory about real images: skipped, and said so, where they are absent.</summary>
internal sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute() => Skip = SharedData.Root is null ? "../shared/data is not here" : null;
}
