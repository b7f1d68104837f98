using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Voxmark.IngestService.Persistence;

namespace Voxmark.IngestService.Dimse;

/// <summary>Who may send: those of the configuration, and those that administrators have listed. Thread-safe.</summary>
internal sealed class SenderList(IServiceScopeFactory scopes, IOptions<DimseOptions> options, TimeProvider clock)
{
    private const int MostTurnedAway = 20;

    /// <summary>What an administrator changes holds everywhere after so long.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);

    private readonly LinkedList<(DimseSender Sender, DateTimeOffset At)> _turnedAway = [];
    private volatile Known? _known;

    private sealed record Known(ILookup<string, string?> AddressesByAeTitle, DateTimeOffset ReadAt);

    /// <returns>Null when nobody can tell: the database is away.</returns>
    public async ValueTask<bool?> MaySendAsync(DimseSender sender)
    {
        if (await ReadAsync() is not { } known)
            return null;
        if (options.Value.AllowedCallingAeTitles.Contains(sender.CallingAe, StringComparer.Ordinal))
            return true;
        if (known.AddressesByAeTitle.Count == 0 && options.Value.AllowedCallingAeTitles.Count == 0)
            return !options.Value.RequireListed;
        return known.AddressesByAeTitle[sender.CallingAe].Any(address => address is null || address == sender.Address);
    }

    public void NoteTurnedAway(DimseSender sender)
    {
        lock (_turnedAway)
        {
            if (_turnedAway.FirstOrDefault(each => each.Sender == sender) is { Sender: not null } before)
                _turnedAway.Remove(before);
            _turnedAway.AddFirst((sender, clock.GetUtcNow()));
            if (_turnedAway.Count > MostTurnedAway)
                _turnedAway.RemoveLast();
        }
    }

    /// <summary>Newest first, since this process started.</summary>
    public IReadOnlyList<(DimseSender Sender, DateTimeOffset At)> TurnedAway()
    {
        lock (_turnedAway)
            return [.. _turnedAway];
    }

    /// <summary>Forgets what was read: the list has changed.</summary>
    public void Refresh() => _known = null;

    private async ValueTask<Known?> ReadAsync()
    {
        var known = _known;
        if (known is not null && clock.GetUtcNow() - known.ReadAt < MaxAge)
            return known;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var listed = await scope.ServiceProvider.GetRequiredService<IngestDbContext>().Set<ListedSender>().AsNoTracking().ToListAsync();
            return _known = new(listed.ToLookup(s => s.AeTitle, s => s.Address, StringComparer.Ordinal), clock.GetUtcNow());
        }
        catch (DbException)
        {
            return known; // as it was
        }
    }
}
