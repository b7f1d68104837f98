using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Voxmark.ServiceDefaults.Auditing;

namespace Voxmark.WebUi.Pages;

/// <summary>The form only: the gateway checks the password and sets the cookie.</summary>
[AllowAnonymous]
[AuditNothing]
internal sealed class SignInModel : PageModel
{
    /// <summary>Key of the text that says why the last try failed; null when there was none.</summary>
    public string? Failure { get; private set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>As typed with the wrong password; the gateway keeps it for a minute.</summary>
    public string? UserName { get; private set; }

    /// <summary>The session ended by itself.</summary>
    public bool WasAway { get; private set; }

    public void OnGet(string? failed, string? away)
    {
        WasAway = away is not null && failed is null;
        Failure = failed switch { null => null, "wait" => "SignIn.Wait", _ => "SignIn.Failed" };
        UserName = failed is not null && Request.Cookies["voxmark-typed-name"] is { } typed ? Uri.UnescapeDataString(typed) : null;
        ReturnUrl = Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/studies";
    }
}
