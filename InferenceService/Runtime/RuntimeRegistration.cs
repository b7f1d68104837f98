using Voxmark.InferenceService.Bundles;


namespace Voxmark.InferenceService.Runtime;

internal static class RuntimeRegistration
{
    public static WebApplicationBuilder AddRuntime(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ISegmenter, OnnxSegmenter>();
        return builder;
    }
}
