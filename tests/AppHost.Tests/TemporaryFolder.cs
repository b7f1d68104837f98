namespace Voxmark.AppHost.Tests;

/// <summary>A folder that is gone afterwards; other accounts may pass through it, as through a data folder.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => File.SetUnixFileMode(Path, (UnixFileMode)0b111_101_101);

    public string Path { get; } = Directory.CreateTempSubdirectory("voxmark-host-").FullName;

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
