namespace Voxmark.Gateway.Audit;

/// <summary>What a request through an endpoint is called in the audit trail.</summary>
/// <param name="Name">Stable: people filter by it and reports rely on it.</param>
/// <param name="IsChange">Recorded before the answer goes out, rather than shortly after it.</param>
/// <param name="Creates">What the answer's <c>Location</c> ends in the identifier of.</param>
internal sealed record AuditedAction(string Name, bool IsChange = false, string? Creates = null);

internal static class AuditedEndpoint
{
    public static TBuilder AuditRead<TBuilder>(this TBuilder endpoint, string action)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AuditedAction(action));

    public static TBuilder AuditChange<TBuilder>(this TBuilder endpoint, string action)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AuditedAction(action, IsChange: true));
}
