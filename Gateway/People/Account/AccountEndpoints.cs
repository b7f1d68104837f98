using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Voxmark.Contracts.Access;
using Voxmark.Gateway.People.Sessions;
using Voxmark.Gateway.People.SignIn;
using Voxmark.Gateway.People.Users;
using Voxmark.Gateway.Security;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.Gateway.People.Account;

/// <summary>What everybody may see and change of their own.</summary>
internal static class AccountEndpoints
{
    public static RouteGroupBuilder MapAccount(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/access/me").WithTags("Account").RequireAuthorization().RefuseOtherContent();
        group.MapGet("/", Who).AuditNothing();
        group.MapPost("/password", ChangePasswordAsync).RequireAuthorization(SignInRegistration.InPerson).AuditChange("password.change");
        group.MapTokens();
        group.MapSessions();
        return group;
    }

    private static Ok<OwnAccount> Who(ClaimsPrincipal user) => TypedResults.Ok(new OwnAccount(
        user.Id, user.Identity!.Name!, user.FindFirstValue(Credentials.DisplayNameClaim)!,
        [.. Roles.ForPeople.Where(user.IsInRole)]));

    /// <summary>Every other session of this person ends; a wrong current password counts like one at the sign-in.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> ChangePasswordAsync(
        ChangePassword body, HttpContext context, SignInManager<VoxmarkUser> signIn, SignInThrottle throttle, OpenSessions sessions,
        AccessChanges changes)
    {
        var users = signIn.UserManager;
        var user = (await users.GetUserAsync(context.User))!;
        var (session, place) = (context.Features.Get<CurrentSession>()!, "at the account page");
        if (!throttle.MayTry(user.UserName!, place, isKnown: true))
            return Problem.Invalid("too-many-wrong-passwords", "Too many wrong passwords. Wait 5 minutes, then try again.");
        if (!await users.CheckPasswordAsync(user, body.CurrentPassword ?? ""))
        {
            throttle.Count(user.UserName!, place, isKnown: true);
            return Problem.Invalid("wrong-password", "The current password is not right.");
        }

        var next = body.NewPassword ?? "";
        if (PasswordRules.WhatIsWrong(next, context.User.IsInRole(Roles.Admin), user.UserName!, user.DisplayName) is { } badPassword)
            return Problem.Invalid(badPassword);
        var result = await users.ChangePasswordAsync(user, body.CurrentPassword!, next);
        if (!result.Succeeded)
            return UserRules.Refusal(result);
        await sessions.EndAllAsync(user.Id, except: session.Id);
        changes.Tell();
        await signIn.RefreshSignInAsync(user);
        return TypedResults.NoContent();
    }

    extension(ClaimsPrincipal user)
    {
        public Guid Id => Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);
    }
}
