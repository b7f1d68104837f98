using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Voxmark.WebUi.Pages;

/// <summary>The form only: the gateway checks the password and sets the cookie.</summary>
[AllowAnonymous]
internal sealed class SignInModel : PageModel
{
    /// <summary>Key of the text that says why the last try failed; null when there was none.</summary>
    public string? Failure { get; private set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The session ended by itself.</summary>
    public bool WasAway { get; private set; }

    public void OnGet(string? failed, string? away)
    {
        WasAway = away is not null && failed is null;
        Failure = failed switch { null => null, "locked" => "SignIn.Locked", _ => "SignIn.Failed" };
        ReturnUrl = Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/studies";
    }
}
