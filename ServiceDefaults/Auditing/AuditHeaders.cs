using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Voxmark.ServiceDefaults.Auditing;

/// <summary>
/// What a service tells the gateway's audit trail of an answer: what its endpoint is called there and, when the address does
/// not say it, the images: the series that a new label is for, the instance that an uploaded file turned out to be. The
/// gateway takes these headers away.
/// </summary>
public static class AuditHeaders
{
    /// <summary><c>read label.export</c>, <c>change label.create</c> or <c>nothing</c>.</summary>
    public const string Action = "Voxmark-Audit-Action";

    public const string Study = "Voxmark-Audit-Study";
    public const string Series = "Voxmark-Audit-Series";
    public const string Instance = "Voxmark-Audit-Instance";

    /// <summary>Answers say what their endpoint is called. Behind routing and before authorization: refusals say it too.</summary>
    public static IApplicationBuilder UseAuditNames(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // Callbacks run the last one first: where a page explains a failure, the name of what failed is written over its own.
        if (context.GetEndpoint()?.Metadata.GetMetadata<AuditAttribute>() is { } audit)
            context.Response.OnStarting(() =>
            {
                context.Response.Headers[Action] = Write(audit);
                return Task.CompletedTask;
            });
        return next(context);
    });

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

    /// <summary>Takes what a service says off its answer.</summary>
    public static AuditedAnswer Take(IHeaderDictionary headers)
    {
        return new(Read(Taken(Action)), Taken(Study), Taken(Series), Taken(Instance));

        string? Taken(string name) => headers.Remove(name, out var value) ? value.ToString() : null;
    }

    private static string Write(AuditAttribute audit) =>
        audit.Action is null ? "nothing" : audit.IsChange ? $"change {audit.Action}" : $"read {audit.Action}";

    private static AuditAttribute? Read(string? text) => text?.Split(' ') switch
    {
        ["read", var action] => new AuditReadAttribute(action),
        ["change", var action] => new AuditChangeAttribute(action),
        ["nothing"] => new AuditNothingAttribute(),
        _ => null,
    };
}

/// <param name="Action">Null when the answer is not an endpoint's.</param>
public sealed record AuditedAnswer(AuditAttribute? Action, string? Study, string? Series, string? Instance);
