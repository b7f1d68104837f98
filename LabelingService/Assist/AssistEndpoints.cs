namespace Voxmark.LabelingService.Assist;

internal static class AssistEndpoints
{
    public static IEndpointRouteBuilder MapAssist(this IEndpointRouteBuilder routes) => routes;
}
