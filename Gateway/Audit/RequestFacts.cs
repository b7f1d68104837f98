using System.Globalization;
using System.Security.Claims;
using System.Text.RegularExpressions;
using Voxmark.Gateway.Security;
using Voxmark.Imaging;
using Voxmark.ServiceDefaults.Auditing;

namespace Voxmark.Gateway.Audit;

/// <summary>What a request and its answer say for the audit trail. Only identifiers get through: an address may hold
/// anything, a patient's name too.</summary>
internal static partial class RequestFacts
{
    public static IReadOnlyList<string> SubjectKinds { get; } = ["label", "job", "result", "upload", "selection", "user", "token"];

    /// <returns>The row, and the slice where one was read.</returns>
    public static (AuditEvent Event, int? Slice) Of(HttpContext context, AuditedAction action, int status, DateTimeOffset now)
    {
        var (route, headers, note) = (context.Request.RouteValues, context.Response.Headers, context.Features.Get<AuditNote>());
        var user = note?.User ?? UserOf(context.User);
        var happened = new AuditEvent
        {
            At = now,
            UserId = user?.Id,
            UserName = user?.Name,
            Via = context.User.HasClaim(claim => claim.Type == Credentials.TokenIdClaim) ? "token" : "browser",
            Source = context.Connection.RemoteIpAddress?.ToString(),
            Action = action.Name,
            StudyInstanceUid = ValidUid(Taken(AuditHeaders.Study) ?? Value("study")),
            SeriesInstanceUid = ValidUid(Taken(AuditHeaders.Series) ?? Value("series")),
            SopInstanceUid = ValidUid(Taken(AuditHeaders.Instance) ?? Value("instance")),
            Subject = note?.Subject ?? Created() ?? Named(),
            Status = note?.Status ?? status,
        };
        return (happened, int.TryParse(Value("slice"), NumberStyles.None, CultureInfo.InvariantCulture, out var slice) ? slice : null);

        string? Value(string name) => route.TryGetValue(name, out var value) ? value as string : null;

        string? Taken(string header)
        {
            var value = headers[header].ToString();
            headers.Remove(header); // it is between the services and us
            return value.Length > 0 ? value : null;
        }

        string? Created() =>
            action.Creates is { } kind && headers.Location.ToString().Split('/')[^1] is var id && Identifier().IsMatch(id)
                ? $"{kind}:{id}"
                : null;

        string? Named()
        {
            foreach (var kind in SubjectKinds)
            {
                if (Value(kind) is { } id && Identifier().IsMatch(id))
                    return $"{kind}:{id}";
            }

            return null;
        }
    }

    private static (Guid Id, string Name)? UserOf(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? (id, user.Identity?.Name ?? "") : null;

    private static string? ValidUid(string? value) => Uid.IsValid(value) ? value : null;

    /// <summary>A GUID or a number of ours.</summary>
    [GeneratedRegex(@"\A[0-9a-fA-F-]{1,36}\z")]
    private static partial Regex Identifier();
}
