namespace Voxmark.Gateway.Security;

/// <summary>What a browser or a program shows us of who it is. No service sees any of it.</summary>
internal static class Credentials
{
    /// <summary>Of who is signed in.</summary>
    public const string SignInCookie = "voxmark";

    /// <summary>Of a browser in which somebody has signed in before.</summary>
    public const string BrowserCookie = "voxmark-browser";

    /// <summary>The name that others see.</summary>
    public const string DisplayNameClaim = "display_name";

    /// <summary>Of who came by an API token: which one.</summary>
    public const string TokenIdClaim = "token_id";
}
