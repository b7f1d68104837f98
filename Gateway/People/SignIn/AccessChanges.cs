using Microsoft.Extensions.Primitives;

namespace Voxmark.Gateway.People.SignIn;

/// <summary>Lets a change of users or tokens count at once, although who they are is kept in memory. Thread-safe.</summary>
internal sealed class AccessChanges : IDisposable
{
    private CancellationTokenSource _current = new();

    /// <summary>Expires with the next change.</summary>
    public IChangeToken Unchanged => new CancellationChangeToken(Volatile.Read(ref _current).Token);

    public void Tell() => Interlocked.Exchange(ref _current, new CancellationTokenSource()).Cancel();

    public void Dispose() => _current.Dispose();
}
