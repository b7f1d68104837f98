using System.Globalization;
using System.Security.Claims;
using Voxmark.Gateway.Security;
using Voxmark.Imaging;
using Voxmark.ServiceDefaults.Auditing;

namespace Voxmark.Gateway.Audit;

/// <summary>What a request and its answer say for the audit trail. Only identifiers get through: an address may hold
/// anything, a patient's name too.</summary>
internal static class RequestFacts
{
    public static IReadOnlyList<string> SubjectKinds { get; } = ["label", "job", "result", "upload", "selection", "user", "token"];

    /// <returns>The row, and the slice where one was read.</returns>
    public static (AuditEvent Event, int? Slice) Of(HttpContext context, string action, int status, DateTimeOffset now)
    {
        var (note, answer) = (context.Features.Get<AuditNote>(), context.Features.Get<AuditedAnswer>());
        var (user, address) = (note?.User ?? UserOf(context.User), Parts(context.Request.Path.Value));
        var happened = new AuditEvent
        {
            At = now,
            UserId = user?.Id,
            UserName = user?.Name,
            Via = context.User.HasClaim(claim => claim.Type == Credentials.TokenIdClaim) ? "token" : "browser",
            Source = context.Connection.RemoteIpAddress?.ToString(),
            Action = action,
            StudyInstanceUid = ValidUid(answer?.Study ?? In(address, "studies")),
            SeriesInstanceUid = ValidUid(answer?.Series ?? In(address, "series")),
            SopInstanceUid = ValidUid(answer?.Instance ?? In(address, "instances")),
            Subject = note?.Subject ?? Made(context.Response) ?? SubjectIn(address),
            Status = note?.Status ?? status,
        };
        var isSlice = int.TryParse(In(address, "slices"), NumberStyles.None, CultureInfo.InvariantCulture, out var slice);
        return (happened, isSlice ? slice : null);
    }

    /// <summary>What the answer says was made.</summary>
    private static string? Made(HttpResponse answer) =>
        answer.StatusCode is StatusCodes.Status201Created or StatusCodes.Status202Accepted
            ? SubjectIn(Parts(answer.Headers.Location.ToString().Split('?')[0]))
            : null;

    private static string? SubjectIn(string[] address)
    {
        foreach (var kind in SubjectKinds)
        {
            if (In(address, $"{kind}s") is { } named && Guid.TryParse(named.Split('.')[0], out var id))
                return $"{kind}:{id}";
        }

        return null;
    }

    private static string[] Parts(string? address) => address?.Split('/') ?? [];

    /// <summary>Addresses name things as DICOMweb's do, each behind its kind: <c>series/1.2.3/slices/5</c>.</summary>
    private static string? In(string[] address, string kind) =>
        Array.FindIndex(address, part => part.Equals(kind, StringComparison.OrdinalIgnoreCase)) is >= 0 and var at
            ? address.ElementAtOrDefault(at + 1)
            : null;

    private static (Guid Id, string Name)? UserOf(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? (id, user.Identity?.Name ?? "") : null;

    private static string? ValidUid(string? value) => Uid.IsValid(value) ? value : null;
}
