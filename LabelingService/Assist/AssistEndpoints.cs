using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.LabelingService.Assist;

/// <summary>The semi-automatic tools. Each answers with a proposal; nothing is stored until a person accepts it.</summary>
internal static class AssistEndpoints
{
    public static RouteGroupBuilder MapAssist(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/assist").WithTags("Assist").RequireAuthorization(Policies.Annotate).AuditRead("assist.run");
        group.AddEndpointFilter(LabelingTelemetry.AroundToolAsync);
        foreach (var tool in AssistTools.All)
            tool.Map(group);
        return group;
    }
}
