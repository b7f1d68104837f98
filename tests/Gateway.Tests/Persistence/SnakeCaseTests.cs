using Microsoft.EntityFrameworkCore;
using Voxmark.Fixtures.Databases;
using Voxmark.Gateway.People.Users;
using Voxmark.Gateway.Persistence;

namespace Voxmark.Gateway.Tests.Persistence;

/// <summary>Columns had the names of C# until 28 November 2026. A database of then keeps its rows, and says so in names without
/// quotes.</summary>
public sealed class SnakeCaseTests
{
    [Fact]
    public async Task Up_OfAFormerDatabase_KeepsItsRows()
    {
        using var former = await FormerDatabase.CreateAsync<AccessDbContext>(
            AccessDbContext.Schema, "20261128071000_SessionsAndAuditShelf");
        await former.ExecuteAsync("""
            INSERT INTO access."AspNetUsers" ("Id", "UserName", "NormalizedUserName", "DisplayName", "EmailConfirmed",
                "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount", "PasswordHash")
            VALUES ('00000000-0000-7000-8000-000000000001', 'lee', 'LEE', 'Dr Lee', false, false, false, true, 0, 'hash');
            INSERT INTO access."AspNetRoles" ("Id", "Name", "NormalizedName")
            VALUES ('00000000-0000-7000-8000-000000000002', 'admin', 'ADMIN');
            INSERT INTO access."AspNetUserRoles" ("UserId", "RoleId")
            VALUES ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002');
            INSERT INTO access."ApiTokens" ("Id", "UserId", "Name", "SecretSha256", "CreatedAt")
            VALUES (gen_random_uuid(), '00000000-0000-7000-8000-000000000001', 'nightly', '\x0102', now());
            INSERT INTO access.sessions ("Id", "UserId", "StartedAt", "LastSeenAt", "Browser")
            VALUES (gen_random_uuid(), '00000000-0000-7000-8000-000000000001', now(), now(), 'Firefox');
            INSERT INTO access.audit ("Id", "At", "UserName", "Via", "Action", "Count", "Status")
            VALUES (gen_random_uuid(), now(), 'lee', 'session', 'image.read', 3, 200);
            """);

        await former.UpgradeAsync();

        Assert.Empty(await former.NamesInQuotesAsync());
        var users = await former.InDatabaseAsync(db => UserDirectory.ListAsync(db, null, default));
        Assert.Equal(("lee", "Dr Lee"), (Assert.Single(users).UserName, users[0].DisplayName));
        Assert.True(await former.InDatabaseAsync(db => UserDirectory.HasAdministratorAsync(db, default)));
        var token = await former.InDatabaseAsync(db => db.ApiTokens.SingleAsync());
        Assert.Equal("nightly", token.Name);
        Assert.Equal([1, 2], token.SecretSha256);
        Assert.Equal("Firefox", await former.InDatabaseAsync(db => db.Sessions.Select(session => session.Browser).SingleAsync()));
        var happened = await former.InDatabaseAsync(db => db.Audit.SingleAsync());
        Assert.Equal(("lee", "image.read", 3, 200), (happened.UserName, happened.Action, happened.Count, happened.Status));
    }
}
