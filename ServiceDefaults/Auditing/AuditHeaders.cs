using Microsoft.AspNetCore.Http;

namespace Voxmark.ServiceDefaults.Auditing;

/// <summary>
/// What a service tells the gateway's audit trail of an answer when the address does not say it: the series that a new
/// label is for, the instance that an uploaded file turned out to be. The gateway takes these headers away.
/// </summary>
public static class AuditHeaders
{
    public const string Study = "Voxmark-Audit-Study";
    public const string Series = "Voxmark-Audit-Series";
    public const string Instance = "Voxmark-Audit-Instance";

    /// <summary>Says which images this request was about; null says nothing. Before the answer begins.</summary>
    public static void NoteForAudit(this HttpContext context, string? study = null, string? series = null, string? instance = null)
    {
        Set(Study, study);
        Set(Series, series);
        Set(Instance, instance);

        void Set(string name, string? uid)
        {
            // A UID that is none would be a header that cannot be sent.
            if (uid is not null && uid.All(character => char.IsAsciiDigit(character) || character == '.'))
                context.Response.Headers[name] = uid;
        }
    }
}
