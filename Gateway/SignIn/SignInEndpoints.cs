using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Voxmark.Gateway.Access;
using Voxmark.Gateway.Audit;
using Voxmark.Gateway.Security;

namespace Voxmark.Gateway.SignIn;

internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        // The cross-site guard stands in for antiforgery tokens: a form on another site cannot post here.
        var group = routes.MapGroup("/auth").WithTags("Sign-in").DisableAntiforgery();
        group.MapPost("/sign-in", SignInAsync).AllowAnonymous().AuditChange("sign-in").RequireRateLimiting(RateLimits.SignIn);
        group.MapPost("/sign-out", SignOutAsync).AllowAnonymous().AuditChange("sign-out");
    }

    private static async Task<RedirectHttpResult> SignInAsync(
        [FromForm] string? userName, [FromForm] string? password, [FromForm] string? returnUrl,
        HttpContext context, UserManager<VoxmarkUser> users, SignInManager<VoxmarkUser> signIn)
    {
        var target = IsLocal(returnUrl) ? returnUrl! : "/";
        var user = await users.FindByNameAsync(userName?.Trim() ?? "");
        var result = user is null
            ? await RefuseStrangerAsync(users, password)
            : await signIn.PasswordSignInAsync(user, password ?? "", isPersistent: false, lockoutOnFailure: true);

        // A name that is nobody's is not recorded: people type passwords there.
        if (user is not null)
            AuditNote.Of(context).User = (user.Id, user.UserName!);
        AuditNote.Of(context).Status = result.Succeeded ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
        if (result.Succeeded)
            return TypedResults.LocalRedirect(target);
        var reason = result.IsLockedOut ? "locked" : "1";
        return TypedResults.LocalRedirect($"/sign-in?failed={reason}&returnUrl={Uri.EscapeDataString(target)}");
    }

    /// <summary>Takes as long as a wrong password does, so that nobody learns which names exist.</summary>
    private static Task<Microsoft.AspNetCore.Identity.SignInResult> RefuseStrangerAsync(UserManager<VoxmarkUser> users, string? password)
    {
        users.PasswordHasher.HashPassword(new VoxmarkUser { DisplayName = "" }, password ?? "");
        return Task.FromResult(Microsoft.AspNetCore.Identity.SignInResult.Failed);
    }

    private static async Task<RedirectHttpResult> SignOutAsync(HttpContext context, SignInManager<VoxmarkUser> signIn)
    {
        if (Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
            AuditNote.Of(context).User = (id, context.User.Identity?.Name ?? "");
        AuditNote.Of(context).Status = StatusCodes.Status200OK;
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect("/sign-in");
    }

    /// <summary>Only a path of our own: <c>//host</c> and <c>/\host</c> would lead elsewhere.</summary>
    internal static bool IsLocal(string? url) =>
        url is ['/', ..] && !(url.Length > 1 && url[1] is '/' or '\\') && !url.Any(char.IsControl);
}
