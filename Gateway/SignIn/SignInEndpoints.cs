using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Voxmark.Gateway.Access;

namespace Voxmark.Gateway.SignIn;

internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        // The cross-site guard stands in for antiforgery tokens: a form on another site cannot post here.
        var group = routes.MapGroup("/auth").WithTags("Sign-in").DisableAntiforgery();
        group.MapPost("/sign-in", SignInAsync).AllowAnonymous();
        group.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
    }

    private static async Task<RedirectHttpResult> SignInAsync(
        [FromForm] string? userName, [FromForm] string? password, [FromForm] string? returnUrl, SignInManager<VoxmarkUser> signIn)
    {
        var result = await signIn.PasswordSignInAsync(
            userName?.Trim() ?? "", password ?? "", isPersistent: false, lockoutOnFailure: true);
        var target = IsLocal(returnUrl) ? returnUrl! : "/";
        if (result.Succeeded)
            return TypedResults.LocalRedirect(target);
        var reason = result.IsLockedOut ? "locked" : "1";
        return TypedResults.LocalRedirect($"/sign-in?failed={reason}&returnUrl={Uri.EscapeDataString(target)}");
    }

    private static async Task<RedirectHttpResult> SignOutAsync(SignInManager<VoxmarkUser> signIn)
    {
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect("/sign-in");
    }

    /// <summary>Only a path of our own: <c>//host</c> and <c>/\host</c> would lead elsewhere.</summary>
    internal static bool IsLocal(string? url) =>
        url is ['/', ..] && !(url.Length > 1 && url[1] is '/' or '\\') && !url.Any(char.IsControl);
}
