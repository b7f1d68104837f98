using Voxmark.Contracts.Inference;

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
        routes.MapGet("/api/inference/models", () => catalog.All.Select(Describe)).WithTags("Models").RequireAuthorization();
    }

    private static ModelInfo Describe(Bundle bundle) => new(
        bundle.Id, bundle.Version, bundle.Name["en"], bundle.Name, bundle.Description["en"], bundle.Description,
        [.. bundle.Labels.Select(label => new ModelLabel(label.Number, label.Key, label.Name))], bundle.Licence, bundle.ForMeasurement);
}
