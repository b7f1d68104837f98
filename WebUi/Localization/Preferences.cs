using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Voxmark.ServiceDefaults.Auditing;

namespace Voxmark.WebUi.Localization;

/// <summary>
/// Language and theme, kept by the browser in cookies, so that the first byte of a page has them and nothing flickers.
/// Lists and viewer pages remember a theme each: images are read in the dark, lists often are not.
/// </summary>
internal static class Preferences
{
    public static RouteHandlerBuilder MapPreferences(this IEndpointRouteBuilder routes) =>
        // No anti-forgery token: a forged request could change a colour, nothing else.
        routes.MapPost("/preferences", Keep).AllowAnonymous().DisableAntiforgery().AuditNothing();

    /// <returns><c>light</c>, <c>dark</c>, or <paramref name="otherwise"/> before anybody chose.</returns>
    public static string Theme(HttpRequest request, string surface, string otherwise) =>
        request.Cookies[ThemeCookie(surface)] is "light" or "dark" ? request.Cookies[ThemeCookie(surface)]! : otherwise;

    private static RedirectHttpResult Keep(
        HttpContext context, [FromForm] string? language, [FromForm] string? theme, [FromForm] string? surface,
        [FromForm] string? returnUrl)
    {
        if (Texts.Languages.Any(known => known.Name == language))
            Write(TextRegistration.LanguageCookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language!)));
        if (theme is "light" or "dark" && surface is "list" or "viewer")
            Write(ThemeCookie(surface), theme);
        return TypedResults.LocalRedirect(RedirectHttpResult.IsLocalUrl(returnUrl) ? returnUrl! : "/");

        void Write(string name, string value) => context.Response.Cookies.Append(name, value, new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });
    }

    private static string ThemeCookie(string surface) => $"voxmark-theme-{surface}";
}
