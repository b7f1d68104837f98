namespace Voxmark.ServiceDefaults.Objects;

/// <summary>
/// An object as a file on this machine for as long as it is held: the stored file itself, or a copy of it. It is read and
/// never written. What was opened or mapped meanwhile stays readable, also after the object was replaced or deleted, and
/// after this was disposed of.
/// </summary>
/// <param name="release">Lets go of a copy; null where there is none.</param>
public sealed class LocalObject(string path, Action? release = null) : IDisposable
{
    public string Path => path;

    public void Dispose() => release?.Invoke();
}
