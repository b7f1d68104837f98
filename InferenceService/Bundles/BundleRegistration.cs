namespace Voxmark.InferenceService.Bundles;

internal static class BundleRegistration
{
    public static WebApplicationBuilder AddBundles(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<BundleOptions>().BindConfiguration("Bundles").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<BundleCatalog>();
        return builder;
    }
}
