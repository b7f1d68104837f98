using Microsoft.AspNetCore.Builder;

namespace Voxmark.ServiceDefaults.Auditing;

/// <summary>
/// What the audit trail calls a request through an endpoint. Every endpoint says it, as it says its policy: a page by one of
/// these attributes, the others by <see cref="AuditedEndpoints"/>.
/// </summary>
/// <param name="action">Stable: people filter by it and reports rely on it. Null where nothing is recorded.</param>
/// <param name="isChange">Recorded before the answer goes out, rather than shortly after it.</param>
[AttributeUsage(AttributeTargets.Class)]
public abstract class AuditAttribute(string? action, bool isChange) : Attribute
{
    public string? Action => action;

    public bool IsChange => isChange;
}

public sealed class AuditReadAttribute(string action) : AuditAttribute(action, isChange: false);

public sealed class AuditChangeAttribute(string action) : AuditAttribute(action, isChange: true);

/// <summary>Neither something of a patient nor a change: lists of models and templates, a job's progress, empty pages.</summary>
public sealed class AuditNothingAttribute() : AuditAttribute(action: null, isChange: false);

/// <summary>The attributes for endpoints and groups of them; the last one counts.</summary>
public static class AuditedEndpoints
{
    /// <inheritdoc cref="AuditReadAttribute"/>
    public static TBuilder AuditRead<TBuilder>(this TBuilder endpoint, string action)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AuditReadAttribute(action));

    /// <inheritdoc cref="AuditChangeAttribute"/>
    public static TBuilder AuditChange<TBuilder>(this TBuilder endpoint, string action)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AuditChangeAttribute(action));

    /// <inheritdoc cref="AuditNothingAttribute"/>
    public static TBuilder AuditNothing<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AuditNothingAttribute());
}
