using Voxmark.ServiceDefaults.Auditing;

namespace Voxmark.LabelingService.Templates;

internal static class TemplateEndpoints
{
    public static RouteHandlerBuilder MapTemplates(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/templates", () => TypedResults.Ok(SegmentTemplates.All)).WithTags("Templates").RequireAuthorization()
            .AuditNothing();
}
