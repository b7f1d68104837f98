using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Voxmark.ServiceDefaults.Auditing;

namespace Voxmark.WebUi.Pages;

/// <summary>What went wrong, why, and what to do: shown in place of an answer that has none of its own.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[AuditNothing]
internal sealed class ErrorModel : PageModel
{
    public int Code { get; private set; }

    /// <summary>Where "try again" leads, and where to come back to after signing in.</summary>
    public string Address { get; private set; } = "/studies";

    public string? TraceId => Code >= 500 ? Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier : null;

    /// <summary>Start of the keys of title and text.</summary>
    public string Reason => Code switch
    {
        StatusCodes.Status401Unauthorized => "SignedOut",
        StatusCodes.Status403Forbidden => "Forbidden",
        StatusCodes.Status404NotFound => "NotFound",
        StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout => "Outage",
        _ => "Bug",
    };

    public void OnGet(int code) => Explain(code);

    public void OnPost(int code) => Explain(code);

    private void Explain(int code)
    {
        Code = code;
        if (HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is { } original)
            Address = original.OriginalPath + original.OriginalQueryString;
        Response.StatusCode = code;
    }
}
