using System.Runtime.CompilerServices;

namespace Voxmark.Architecture.Tests;

/// <summary>The sources that these tests read.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
}
