namespace Voxmark.ServiceDefaults.Objects;

/// <summary>
/// Everything that is too large for the database, by key (<see cref="ObjectKeys"/>). An object appears whole or not at all
/// and survives a power cut once it was put. Where objects lie is nobody's business but the implementation's: a folder
/// today (docs/adr/0020). Thread-safe, across processes too.
/// </summary>
/// <remarks>A key that leads out of the store is an <see cref="ArgumentException"/>, everywhere.</remarks>
public interface IObjects
{
    /// <summary>Whether objects are files that each process of the system reads at the same cost: then one may name what
    /// another sends (docs/adr/0008).</summary>
    bool AreShared { get; }

    /// <returns>Null when there is no such object.</returns>
    ValueTask<StoredObject?> FindAsync(string key, CancellationToken ct = default);

    /// <summary>Opens an object to read it in order. What was opened keeps its content, whatever becomes of the key.</summary>
    /// <param name="start">First byte that is read.</param>
    /// <param name="length">Of what is read at most, bytes; null for all that follows.</param>
    /// <exception cref="FileNotFoundException">No such object.</exception>
    ValueTask<Stream> OpenAsync(string key, long start = 0, long? length = null, CancellationToken ct = default);

    /// <summary>An object as a file, for who maps it into memory or hands it to a library.</summary>
    /// <exception cref="IOException">No such object. In a folder it is opening the file that says so.</exception>
    ValueTask<LocalObject> LocalAsync(string key, CancellationToken ct = default);

    /// <summary>All objects whose key begins so; unfinished ones are none.</summary>
    IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken ct = default);

    /// <summary>Names that follow <paramref name="prefix"/>, which ends in a slash, before the next slash of a key.</summary>
    IAsyncEnumerable<string> ListFoldersAsync(string prefix, CancellationToken ct = default);

    /// <summary>Writes an object. Returns once it is durable.</summary>
    /// <param name="write">Writes the content; when it throws, everything is as before.</param>
    /// <param name="onlyIfAbsent">Leaves one alone that is there; otherwise it is replaced.</param>
    /// <returns>False when it was left alone.</returns>
    Task<bool> PutAsync(string key, Func<Stream, Task> write, bool onlyIfAbsent = false);

    /// <summary>A place for a file that becomes an object, or does not.</summary>
    /// <exception cref="IOException">There is no room: <see cref="Problems.DiskFailure"/> knows it.</exception>
    StagedObject Stage();

    /// <summary>Puts a finished file under a key. Returns once it is durable; the file is used up then.</summary>
    /// <inheritdoc cref="PutAsync"/>
    Task<bool> CommitAsync(StagedObject staged, string key, bool onlyIfAbsent = false);

    /// <summary>Gives an object another key, replacing what is there.</summary>
    /// <exception cref="FileNotFoundException">No such object.</exception>
    Task MoveAsync(string key, string toKey);

    /// <summary>Nothing happens where there is no such object.</summary>
    Task DeleteAsync(string key);

    /// <summary>Deletes every object whose key begins so.</summary>
    /// <param name="prefix">Ends in a slash.</param>
    Task DeleteAllAsync(string prefix);

    /// <summary>Deletes staged files that nobody has written to since, whatever became of who began them.</summary>
    Task DeleteAbandonedAsync(DateTimeOffset before);

    /// <summary>Room where files are staged.</summary>
    DiskSpace Space();
}

/// <param name="WrittenAt">When its present content was put.</param>
public sealed record StoredObject(string Key, long SizeBytes, DateTimeOffset WrittenAt);
