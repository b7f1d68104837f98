using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Voxmark.Imaging.Volumes;

namespace Voxmark.ServiceDefaults.Storage;

/// <summary>The volume objects that IngestService left in the object store (docs/volume-format.md). Thread-safe.</summary>
public sealed partial class SeriesVolumes(ObjectStore store)
{
    /// <returns>Null when the series is unknown or its volume is not built yet.</returns>
    public VolumeHeader? FindHeader(string? seriesInstanceUid) => Find(seriesInstanceUid, SeriesVolume.ReadHeader);

    /// <summary>Maps the voxels into memory; the caller disposes of the mapping.</summary>
    /// <inheritdoc cref="FindHeader"/>
    public SeriesVolume? Open(string? seriesInstanceUid) => Find(seriesInstanceUid, SeriesVolume.Open);

    private T? Find<T>(string? seriesInstanceUid, Func<string, T> read)
        where T : class
    {
        if (seriesInstanceUid is null || !UniqueIdentifier().IsMatch(seriesInstanceUid))
            return null;
        try
        {
            return read(store.PathOf($"volumes/{seriesInstanceUid}.vxv"));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>DICOM PS3.5 §9.1, without its rule on leading zeros, which real files break.</summary>
    [GeneratedRegex(@"\A[0-9.]{1,64}\z")]
    private static partial Regex UniqueIdentifier();
}

public static class SeriesVolumesRegistration
{
    public static IServiceCollection AddSeriesVolumes(this IServiceCollection services) =>
        services.AddObjectStore().AddSingleton<SeriesVolumes>();
}
