using Microsoft.Extensions.Caching.Memory;

namespace Voxmark.Gateway.People.SignIn;

/// <summary>
/// Slows down who guesses passwords, and nobody else: wrong ones are counted for a name at the place they come from, so
/// that nobody can lock a colleague out from somewhere else. A browser in which that person signed in before is a place of
/// its own. Strangers share a larger count for each name, against guessing from many addresses. Names that nobody has are
/// counted alike: the answer does not tell them apart. Each replica counts for itself. Thread-safe.
/// </summary>
internal sealed class SignInThrottle : IDisposable
{
    /// <summary>Wrong passwords for one name from one place within <see cref="Window"/>.</summary>
    public const int MostHere = 10;

    /// <summary>For one name from all places that do not know the person.</summary>
    public const int MostFromStrangers = 100;

    /// <summary>From the first wrong one.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const int MostNames = 100_000;
    private readonly MemoryCache _names = new(new MemoryCacheOptions { SizeLimit = MostNames });

    /// <param name="place">An address, or a browser that knows the person.</param>
    public bool MayTry(string name, string place, bool isKnown)
    {
        if (Of(name) is not { } failures)
            return true;
        lock (failures)
            return failures.Here.GetValueOrDefault(place) < MostHere && (isKnown || failures.FromStrangers < MostFromStrangers);
    }

    /// <summary>Counts a wrong password.</summary>
    public void Count(string name, string place, bool isKnown)
    {
        var failures = Of(name) ?? _names.Set(
            Key(name), new Failures(), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Window });
        lock (failures)
        {
            failures.Here[place] = failures.Here.GetValueOrDefault(place) + 1;
            if (!isKnown)
                failures.FromStrangers++;
        }
    }

    /// <summary>An administrator gave the person another password.</summary>
    public void Forgive(string name) => _names.Remove(Key(name));

    public void Dispose() => _names.Dispose();

    private Failures? Of(string name) => _names.Get<Failures>(Key(name));

    private static string Key(string name) => name.Trim().ToUpperInvariant();

    private sealed class Failures
    {
        public Dictionary<string, int> Here { get; } = [];
        public int FromStrangers { get; set; }
    }
}
