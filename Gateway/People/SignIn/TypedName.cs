namespace Voxmark.Gateway.People.SignIn;

/// <summary>The name that was typed with a wrong password, for the form that is shown again. Not in its address, which is
/// logged and remembered.</summary>
internal static class TypedName
{
    private const string CookieName = "voxmark-typed-name"; // the page SignIn reads it

    private const int MaxLength = 256;

    public static void Keep(HttpContext context, string name)
    {
        if (name.Length is > 0 and <= MaxLength)
            context.Response.Cookies.Append(CookieName, Uri.EscapeDataString(name), new CookieOptions
            {
                MaxAge = TimeSpan.FromMinutes(1), HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Strict,
                Path = "/sign-in", Secure = context.Request.IsHttps,
            });
    }
}
