using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;

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

public static class ObjectsRegistration
{
    public static IServiceCollection AddObjects(this IServiceCollection services)
    {
        services.AddOptions<ObjectStoreOptions>().BindConfiguration("ObjectStore").ValidateDataAnnotations().ValidateOnStart();
        services.AddHealthChecks().AddCheck<ObjectsHealth>("object-store");
        return services.AddSingleton<IObjects, FolderObjects>();
    }
}
