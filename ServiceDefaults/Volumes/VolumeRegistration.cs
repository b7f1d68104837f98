using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.ServiceDefaults.Volumes;

public static class VolumeRegistration
{
    /// <summary>Series as voxels, and the objects that they are kept in.</summary>
    public static IHostApplicationBuilder AddSeriesVolumes(this IHostApplicationBuilder builder)
    {
        builder.AddObjects();
        builder.Services.AddSingleton<VolumeRepair>().AddSingleton<SeriesVolumes>();
        return builder;
    }
}
