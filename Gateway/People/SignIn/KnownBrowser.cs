using Microsoft.AspNetCore.DataProtection;
using Voxmark.Gateway.Security;

namespace Voxmark.Gateway.People.SignIn;

/// <summary>
/// A browser remembers, sealed by us, who signed in with it: they are let through while strangers who guess at their names
/// are not. It opens nothing.
/// </summary>
internal sealed class KnownBrowser(IDataProtectionProvider protection, IHttpContextAccessor accessor)
{
    private const int MostPeople = 10; // at one shared computer
    private readonly IDataProtector _protector = protection.CreateProtector("voxmark.known-browser");

    /// <returns>What the browser is called; null for one where this person never signed in.</returns>
    public string? NameFor(Guid user) => Read() is { } known && known.People.Contains(user) ? known.Name : null;

    public void Remember(Guid user)
    {
        var context = accessor.HttpContext!;
        var (name, people) = Read() ?? ($"{Guid.NewGuid():N}", []);
        var all = people.Where(other => other != user).Prepend(user).Take(MostPeople);
        context.Response.Cookies.Append(Credentials.BrowserCookie, _protector.Protect($"{name} {string.Join(' ', all)}"), new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365), HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Path = "/auth",
            Secure = context.Request.IsHttps,
        });
    }

    private (string Name, List<Guid> People)? Read()
    {
        if (accessor.HttpContext?.Request.Cookies[Credentials.BrowserCookie] is not { } cookie)
            return null;
        try
        {
            var words = _protector.Unprotect(cookie).Split(' ');
            return (words[0], [.. words[1..].Select(Guid.Parse)]);
        }
        catch (Exception exception) when (exception is System.Security.Cryptography.CryptographicException or FormatException)
        {
            return null; // not ours
        }
    }
}
