using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Net.Http.Headers;
using Voxmark.Gateway.People.Sessions;
using Voxmark.Gateway.Security;

namespace Voxmark.Gateway.People.SignIn;

internal static class SignInRegistration
{

    /// <summary>Policy: somebody at a browser. A token that leaked shall not make further ones or change the password.</summary>
    public const string InPerson = "in-person";

    /// <summary>How long somebody may be away.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(30);

    /// <summary>How long somebody may go on without typing the password again: a long shift.</summary>
    public static readonly TimeSpan SessionLimit = TimeSpan.FromHours(14);

    private const string CookieOrToken = "CookieOrToken";
    private const string StartedAt = "started-at";
    private const string SessionId = "session";

    /// <summary>A browser signs in with a cookie, a script with an API token; both become the same identity.</summary>
    public static WebApplicationBuilder AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddMemoryCache();
        builder.Services.AddSingleton<AccessChanges>();
        builder.Services.AddSingleton<SignInThrottle>();
        builder.Services.AddSingleton<KnownBrowser>();
        builder.Services.AddScoped<OpenSessions>();
        builder.Services.AddScoped<IUserClaimsPrincipalFactory<VoxmarkUser>, PrincipalFactory>();
        builder.Services.AddScoped<IUserConfirmation<VoxmarkUser>, EnabledUsers>();
        builder.Services.Configure<IdentityOptions>(identity => identity.SignIn.RequireConfirmedAccount = true);
        // How soon a disabled person is out and a changed role counts. It renews the cookie too: being here is not idling.
        builder.Services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromSeconds(30));
        builder.Services.AddAuthentication(CookieOrToken)
            .AddPolicyScheme(CookieOrToken, null, policy => policy.ForwardDefaultSelector = context =>
                context.Request.Headers.ContainsKey(HeaderNames.Authorization)
                    ? ApiTokenHandler.SchemeName
                    : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiTokenHandler>(ApiTokenHandler.SchemeName, null)
            .AddCookie(IdentityConstants.ApplicationScheme, ConfigureCookie);
        builder.Services.AddAuthorizationBuilder().AddPolicy(InPerson, policy => policy
            .RequireAuthenticatedUser()
            .RequireAssertion(context => !context.User.HasClaim(claim => claim.Type == Credentials.TokenIdClaim)));
        return builder;
    }

    /// <summary>What goes into the cookie of a session.</summary>
    public static AuthenticationProperties PropertiesOf(Guid session) => new() { Items = { [SessionId] = $"{session}" } };

    private static void ConfigureCookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = Credentials.SignInCookie;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax;
        cookie.ExpireTimeSpan = IdleLimit;
        cookie.SlidingExpiration = true;
        cookie.LoginPath = "/sign-in";
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        cookie.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
        cookie.Events.OnSigningIn = context =>
        {
            context.Properties.Items.TryAdd(StartedAt, $"{Now(context.HttpContext).ToUnixTimeSeconds()}");
            return Task.CompletedTask;
        };
        cookie.Events.OnValidatePrincipal = ValidateAsync;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var (http, items) = (context.HttpContext, context.Properties.Items);
        var isOver = !items.TryGetValue(StartedAt, out var text) || !long.TryParse(text, out var startedAt)
            || Now(http) - DateTimeOffset.FromUnixTimeSeconds(startedAt) > SessionLimit;
        if (isOver || !items.TryGetValue(SessionId, out var id) || !Guid.TryParse(id, out var session)
            || !await http.RequestServices.GetRequiredService<OpenSessions>().IsOpenAsync(session, http.RequestAborted))
        {
            context.RejectPrincipal();
            return;
        }

        http.Features.Set(new CurrentSession(session));
        await SecurityStampValidator.ValidatePrincipalAsync(context);
    }

    private static DateTimeOffset Now(HttpContext context) =>
        context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>A page leads to the sign-in form; a program gets a status it can act on.</summary>
    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (status == StatusCodes.Status401Unauthorized
            && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
            context.Response.Redirect(WasSignedIn(context.Request) ? $"{context.RedirectUri}&away=1" : context.RedirectUri);
        else
            context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    /// <summary>A cookie that counts no more: the person was away for too long.</summary>
    private static bool WasSignedIn(HttpRequest request) => request.Cookies.ContainsKey(Credentials.SignInCookie);
}
