using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Voxmark.ServiceDefaults.Objects;

public sealed class ObjectStoreOptions
{
    /// <summary>Absolute path of the folder that all services share.</summary>
    [Required]
    public string Root { get; init; } = "";

    /// <summary>Room that is kept free on its disk, bytes; without it a twentieth of the disk, 1 GiB at most.</summary>
    [Range(0, long.MaxValue)]
    public long? ReserveBytes { get; init; }
}

public static class ObjectRegistration
{
    public static IHostApplicationBuilder AddObjects(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ObjectStoreOptions>().BindConfiguration("ObjectStore").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHealthChecks().AddCheck<ObjectsHealth>("object-store");
        builder.Services.AddSingleton<IObjects, FolderObjects>();
        return builder;
    }
}
