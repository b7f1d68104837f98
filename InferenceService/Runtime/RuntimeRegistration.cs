using Voxmark.InferenceService.BodyComposition;
using Voxmark.InferenceService.Bundles;
using Voxmark.InferenceService.Runtime.Algorithms;
using Voxmark.InferenceService.Runtime.Slices;
using Voxmark.InferenceService.Runtime.Volumes;

namespace Voxmark.InferenceService.Runtime;

internal static class RuntimeRegistration
{
    public static WebApplicationBuilder AddRuntime(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OnnxSessions>();
        builder.Services.AddSingleton<IModelRunner, SliceRunner>();
        builder.Services.AddSingleton<IModelRunner, VolumeRunner>();
        builder.Services.AddSingleton<VertebraTracks>();
        builder.Services.AddSingleton<IModelRunner, AlgorithmRunner>();
        return builder;
    }
}
