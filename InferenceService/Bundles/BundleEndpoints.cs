using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.InferenceService.Bundles;

internal static class BundleEndpoints
{
    public static WebApplicationBuilder AddBundles(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<BundleOptions>().BindConfiguration("Bundles").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<BundleCatalog>();
        return builder;
    }

    public static void MapBundles(this IEndpointRouteBuilder routes)
    {
        // Read and checked now, so that a wrong folder stops the service and not somebody's first job.
        var catalog = routes.ServiceProvider.GetRequiredService<BundleCatalog>();
        var group = routes.MapGroup("/api/inference").WithTags("Models").RequireAuthorization();
        group.MapGet("/models", () => catalog.All.Select(bundle => bundle.ToContract())).AuditNothing();
        group.MapGet("/bundles", () => catalog.Found).RequireAuthorization(Policies.Administer).AuditRead("inference.read");
    }
}
