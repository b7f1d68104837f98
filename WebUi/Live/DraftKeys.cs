using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.WebUi.Live;

/// <summary>
/// The key that a person's browser encrypts unsent work with. It is always the same for one person and is given only to
/// a page that is signed in as that person, so what lies on a shared computer is of no use to the next one who sits there.
/// </summary>
internal static class DraftKeys
{
    private const int KeyBytes = 32; // AES-256

    public static RouteHandlerBuilder MapDraftKeys(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/drafts/key", Get).RequireAuthorization().AuditNothing();

    internal static Ok<DraftKey> Get(CurrentUser user, IOptions<ServiceTokenOptions> secret, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new DraftKey(user.Id, KeyOf(user.Id, secret.Value.Key)));
    }

    private static byte[] KeyOf(string userId, string secret) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), KeyBytes, info: Encoding.UTF8.GetBytes($"drafts of {userId}"));

    internal sealed record DraftKey(string UserId, byte[] Key);
}
