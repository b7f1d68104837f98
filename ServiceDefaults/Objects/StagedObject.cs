namespace Voxmark.ServiceDefaults.Objects;

/// <summary>
/// A place on this machine, for a file that is made there and then committed under a key. Disposed of before, the file is
/// gone.
/// </summary>
public sealed class StagedObject : IDisposable
{
    private bool _isFlushed;

    internal StagedObject(string path) => Path = path;

    /// <summary>Nothing is there at first: who writes makes the file.</summary>
    public string Path { get; }

    /// <summary>Returns once the content is on disk. Committing does it too, unless it was done before.</summary>
    public void Flush()
    {
        if (_isFlushed)
            return;
        using var file = File.OpenHandle(Path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
        _isFlushed = true;
    }

    public void Dispose() => File.Delete(Path);
}
