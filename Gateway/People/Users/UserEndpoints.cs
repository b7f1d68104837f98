using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Access;
using Voxmark.Gateway.Audit;
using Voxmark.Gateway.People.Sessions;
using Voxmark.Gateway.People.SignIn;
using Voxmark.Gateway.Persistence;
using Voxmark.Gateway.Security;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.Gateway.People.Users;

/// <summary>Who may come in, and as what. For administrators.</summary>
internal static class UserEndpoints
{
    public static RouteGroupBuilder MapUsers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/access/users").WithTags("Users").RequireAuthorization(Policies.Administer).RefuseOtherContent();
        group.MapGet("/", ListAsync).AuditRead("user.list");
        group.MapPost("/", CreateAsync).AuditChange("user.create");
        group.MapPut("/{user:guid}", ChangeAsync).AuditChange("user.change");
        group.MapPost("/{user:guid}/password", ResetPasswordAsync).AuditChange("user.reset-password");
        return group;
    }

    private static async Task<Ok<List<UserSummary>>> ListAsync(AccessDbContext db, CancellationToken ct) =>
        TypedResults.Ok(await UserDirectory.ListAsync(db, null, ct));

    private static async Task<Results<Created<UserCreated>, ProblemHttpResult>> CreateAsync(
        CreateUser body, HttpContext context, UserManager<VoxmarkUser> users, AccessDbContext db, TimeProvider clock, CancellationToken ct)
    {
        if (UserRules.WhatIsWrong(body.DisplayName, body.Roles) is { } invalid)
            return Problem.Invalid(invalid);
        if (UserRules.WhatIsWrongWithUserName(body.UserName) is { } badName)
            return Problem.Invalid(badName);
        if (body.Password is { Length: > 0 } chosen && PasswordRules.WhatIsWrong(
            chosen, body.Roles.Contains(Roles.Admin), body.UserName.Trim(), body.DisplayName.Trim()) is { } badPassword)
            return Problem.Invalid(badPassword);

        var (now, password) = (clock.GetUtcNow(), NewPassword(body.Password));
        var user = new VoxmarkUser
        {
            Id = Guid.CreateVersion7(now), UserName = body.UserName.Trim(), DisplayName = body.DisplayName.Trim(), CreatedAt = now,
        };
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var result = await users.CreateAsync(user, password);
        if (result.Succeeded)
            result = await users.AddToRolesAsync(user, body.Roles.Distinct());
        if (!result.Succeeded)
            return UserRules.Refusal(result);
        await transaction.CommitAsync(ct);

        AuditNote.Of(context).Subject = $"user:{user.Id}";
        var created = await UserDirectory.ListAsync(db, user.Id, ct);
        return TypedResults.Created($"/api/access/users/{user.Id}", new UserCreated(created[0], password));
    }

    private static async Task<Results<Ok<UserSummary>, ProblemHttpResult>> ChangeAsync(
        Guid user, ChangeUser body, UserManager<VoxmarkUser> users, AccessDbContext db, AccessChanges changes,
        OpenSessions sessions, TimeProvider clock, CancellationToken ct)
    {
        if (UserRules.WhatIsWrong(body.DisplayName, body.Roles) is { } invalid)
            return Problem.Invalid(invalid);

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.OneAtATimeAsync(ct);
        var found = await users.FindByIdAsync($"{user}");
        if (found is null)
            return UserRules.Unknown();
        found.DisplayName = body.DisplayName.Trim();
        found.DisabledAt = body.IsDisabled ? found.DisabledAt ?? clock.GetUtcNow() : null;
        var roles = await users.GetRolesAsync(found);
        IdentityResult[] results =
        [
            await users.RemoveFromRolesAsync(found, roles.Except(body.Roles)),
            await users.AddToRolesAsync(found, body.Roles.Distinct().Except(roles)),
            await users.UpdateSecurityStampAsync(found), // saves, and makes every open session look again
        ];
        if (results.FirstOrDefault(result => !result.Succeeded) is { } refused)
            return UserRules.Refusal(refused);
        if (!await UserDirectory.HasAdministratorAsync(db, ct))
            return Problem.Conflict("last-administrator", "This is the last administrator who can sign in. Make somebody else one first.");

        if (body.IsDisabled)
            await sessions.EndAllAsync(user, except: null);
        await transaction.CommitAsync(ct);
        changes.Tell();
        return TypedResults.Ok((await UserDirectory.ListAsync(db, user, ct))[0]);
    }

    /// <summary>Also lets in whom too many wrong passwords had kept out, and ends the person's sessions.</summary>
    private static async Task<Results<Ok<PasswordWasReset>, ProblemHttpResult>> ResetPasswordAsync(
        Guid user, ResetPassword body, UserManager<VoxmarkUser> users, AccessDbContext db, AccessChanges changes,
        OpenSessions sessions, SignInThrottle throttle, CancellationToken ct)
    {
        var password = NewPassword(body.Password);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var found = await users.FindByIdAsync($"{user}");
        if (found is null)
            return UserRules.Unknown();
        if (PasswordRules.WhatIsWrong(
            password, await users.IsInRoleAsync(found, Roles.Admin), found.UserName!, found.DisplayName) is { } badPassword)
            return Problem.Invalid(badPassword);
        var result = await users.RemovePasswordAsync(found);
        if (result.Succeeded)
            result = await users.AddPasswordAsync(found, password);
        if (!result.Succeeded)
            return UserRules.Refusal(result);
        await sessions.EndAllAsync(user, except: null);
        await transaction.CommitAsync(ct);
        changes.Tell();
        throttle.Forgive(found.UserName!);
        return TypedResults.Ok(new PasswordWasReset(password));
    }

    private static string NewPassword(string? wanted) => string.IsNullOrEmpty(wanted) ? MadePassword.New() : wanted;
}
