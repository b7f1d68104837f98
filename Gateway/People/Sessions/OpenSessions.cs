using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Net.Http.Headers;
using Voxmark.Gateway.People.SignIn;
using Voxmark.Gateway.Persistence;

namespace Voxmark.Gateway.People.Sessions;

/// <summary>The session that a request belongs to; a script with a token has none.</summary>
internal sealed record CurrentSession(Guid Id);

/// <summary>
/// Begins and ends sessions. One that ends counts no more at once here, and within <see cref="TrustFor"/> at another replica.
/// </summary>
internal sealed class OpenSessions(AccessDbContext db, IMemoryCache cache, AccessChanges changes, TimeProvider clock)
{
    private static readonly TimeSpan TrustFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SeenPrecision = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public async Task<Guid> StartAsync(Guid user, HttpContext context)
    {
        var now = clock.GetUtcNow();
        await db.Sessions.Where(session => session.UserId == user && session.LastSeenAt < now - KeptFor).ExecuteDeleteAsync();
        var browser = context.Request.Headers[HeaderNames.UserAgent].ToString();
        var session = new Session
        {
            Id = Guid.CreateVersion7(now), UserId = user, StartedAt = now, LastSeenAt = now,
            Address = context.Connection.RemoteIpAddress?.ToString(),
            Browser = browser.Length > Session.MaxBrowserLength ? browser[..Session.MaxBrowserLength] : browser,
        };
        db.Sessions.Add(session);
        await db.SaveChangesAsync();
        return session.Id;
    }

    public async Task<bool> IsOpenAsync(Guid id, CancellationToken ct)
    {
        var key = $"session:{id}";
        if (cache.TryGetValue(key, out bool isOpen))
            return isOpen;
        var unchanged = changes.Unchanged; // taken before we look, so that a change meanwhile counts
        var now = clock.GetUtcNow();
        isOpen = await db.Sessions.AnyAsync(session => session.Id == id && session.EndedAt == null, ct);
        if (isOpen)
            await db.Sessions.Where(session => session.Id == id && session.LastSeenAt < now - SeenPrecision)
                .ExecuteUpdateAsync(session => session.SetProperty(s => s.LastSeenAt, now), ct);
        return cache.Set(
            key, isOpen, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = TrustFor }.AddExpirationToken(unchanged));
    }

    /// <summary>Those that could still be used, the latest first.</summary>
    public IQueryable<Session> Of(Guid user)
    {
        var now = clock.GetUtcNow();
        return db.Sessions.AsNoTracking()
            .Where(session => session.UserId == user && session.EndedAt == null
                && session.StartedAt > now - SignInRegistration.SessionLimit && session.LastSeenAt > now - SignInRegistration.IdleLimit)
            .OrderByDescending(session => session.LastSeenAt);
    }

    /// <returns>False when this person has no such session, or it was over.</returns>
    public async Task<bool> EndAsync(Guid user, Guid id)
    {
        var isEnded = await EndAsync(db.Sessions.Where(session => session.UserId == user && session.Id == id));
        changes.Tell();
        return isEnded;
    }

    /// <summary>Within the caller's transaction, who tells <see cref="AccessChanges"/> after it.</summary>
    /// <param name="except">Goes on; null ends all.</param>
    public Task EndAllAsync(Guid user, Guid? except) =>
        EndAsync(db.Sessions.Where(session => session.UserId == user && session.Id != except));

    private async Task<bool> EndAsync(IQueryable<Session> sessions)
    {
        var now = clock.GetUtcNow();
        return await sessions.Where(session => session.EndedAt == null)
            .ExecuteUpdateAsync(session => session.SetProperty(s => s.EndedAt, now)) > 0;
    }
}
