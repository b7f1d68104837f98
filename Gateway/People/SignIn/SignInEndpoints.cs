using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Voxmark.Gateway.Audit;
using Voxmark.Gateway.People.Sessions;
using Voxmark.Gateway.Security;
using Voxmark.ServiceDefaults.Auditing;

namespace Voxmark.Gateway.People.SignIn;

internal static class SignInEndpoints
{
    public static RouteGroupBuilder MapSignIn(this IEndpointRouteBuilder routes)
    {
        // The cross-site guard stands in for antiforgery tokens: a form on another site cannot post here.
        var group = routes.MapGroup("/auth").WithTags("Sign-in").DisableAntiforgery();
        group.MapPost("/sign-in", SignInAsync).AllowAnonymous().AuditChange("sign-in").RequireRateLimiting(RateLimitRegistration.SignIn);
        group.MapPost("/sign-out", SignOutAsync).AllowAnonymous().AuditChange("sign-out");
        return group;
    }

    private static async Task<RedirectHttpResult> SignInAsync(
        [FromForm] string? userName, [FromForm] string? password, [FromForm] string? returnUrl,
        HttpContext context, UserManager<VoxmarkUser> users, SignInManager<VoxmarkUser> signIn, SignInThrottle throttle,
        KnownBrowser browser, OpenSessions sessions)
    {
        var (target, name) = (IsLocal(returnUrl) ? returnUrl! : "/", userName?.Trim() ?? "");
        var user = name.Any(char.IsControl) ? null : await users.FindByNameAsync(name);
        var known = user is null ? null : browser.NameFor(user.Id);
        var (place, isKnown) = (known ?? $"{context.Connection.RemoteIpAddress}", known is not null);
        var mayTry = throttle.MayTry(name, place, isKnown);
        var isRight = mayTry && await IsRightAsync(users, user, password ?? "");
        if (mayTry && !isRight)
            throttle.Count(name, place, isKnown);

        // A name that is nobody's is not recorded: people type passwords there.
        if (user is not null)
            AuditNote.Of(context).User = (user.Id, user.UserName!);
        AuditNote.Of(context).Status = isRight ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
        if (!isRight)
        {
            TypedName.Keep(context, name);
            return TypedResults.LocalRedirect($"/sign-in?failed={(mayTry ? "1" : "wait")}&returnUrl={Uri.EscapeDataString(target)}");
        }

        var session = await sessions.StartAsync(user!.Id, context);
        await signIn.SignInAsync(user, SignInRegistration.PropertiesOf(session));
        browser.Remember(user.Id);
        return TypedResults.LocalRedirect(target);
    }

    /// <summary>Takes as long for a name that is nobody's as for one that is somebody's, so that nobody learns which exist.</summary>
    private static async Task<bool> IsRightAsync(UserManager<VoxmarkUser> users, VoxmarkUser? user, string password)
    {
        if (user is { DisabledAt: null })
            return await users.CheckPasswordAsync(user, password);
        users.PasswordHasher.HashPassword(new VoxmarkUser { DisplayName = "" }, password);
        return false;
    }

    /// <summary>The session ends, and with it every copy of its cookie.</summary>
    private static async Task<RedirectHttpResult> SignOutAsync(
        HttpContext context, SignInManager<VoxmarkUser> signIn, OpenSessions sessions)
    {
        if (Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
        {
            AuditNote.Of(context).User = (id, context.User.Identity?.Name ?? "");
            if (context.Features.Get<CurrentSession>() is { } session)
                await sessions.EndAsync(id, session.Id);
        }

        AuditNote.Of(context).Status = StatusCodes.Status200OK;
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect("/sign-in");
    }

    /// <summary>Only a path of our own: <c>//host</c> and <c>/\host</c> would lead elsewhere.</summary>
    internal static bool IsLocal(string? url) =>
        url is ['/', ..] && !(url.Length > 1 && url[1] is '/' or '\\') && !url.Any(char.IsControl);
}
