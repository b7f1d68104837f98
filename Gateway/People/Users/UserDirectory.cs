using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Access;
using Voxmark.Gateway.Persistence;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.Gateway.People.Users;

internal static class UserDirectory
{
    /// <summary>One user, or all of them by user name.</summary>
    public static async Task<List<UserSummary>> ListAsync(AccessDbContext db, Guid? only, CancellationToken ct)
    {
        var rows = await (
            from user in db.Users
            where only == null || user.Id == only
            orderby user.NormalizedUserName
            select new
            {
                User = user,
                Roles = (from member in db.UserRoles
                         join role in db.Roles on member.RoleId equals role.Id
                         where member.UserId == user.Id
                         select role.Name).ToList(),
            }).AsNoTracking().ToListAsync(ct);
        return [.. rows.Select(row => new UserSummary(
            row.User.Id, row.User.UserName!, row.User.DisplayName,
            [.. Roles.ForPeople.Where(row.Roles.Contains)], row.User.CreatedAt,
            row.User.DisabledAt is not null))];
    }

    public static Task<bool> HasAdministratorAsync(AccessDbContext db, CancellationToken ct) => (
        from user in db.Users
        join member in db.UserRoles on user.Id equals member.UserId
        join role in db.Roles on member.RoleId equals role.Id
        where role.Name == Roles.Admin && user.DisabledAt == null
        select user).AnyAsync(ct);

    /// <summary>Until the end of the transaction: two administrators who take each other's role away at once would leave none.</summary>
    public static Task OneAtATimeAsync(this AccessDbContext db, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(7305191)", ct);
}
