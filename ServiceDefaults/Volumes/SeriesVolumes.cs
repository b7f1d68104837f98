using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Voxmark.Imaging;
using Voxmark.Imaging.Volumes;
using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.ServiceDefaults.Volumes;

/// <summary>
/// The volume objects that IngestService leaves in the object store (docs/volume-format.md): each under the name of its
/// content, so that an id never means other voxels, and beside them the name of the series' current one. What was drawn or
/// run on an older volume keeps it (docs/adr/0010). A current one that a reader finds missing or damaged is built again.
/// Thread-safe.
/// </summary>
public sealed partial class SeriesVolumes(IObjects objects, VolumeRepair repair)
{
    /// <summary>
    /// Opens the series' volume for a request that counts slices on it: the one way in which services do so.
    /// </summary>
    /// <param name="volumeId">As the request names it; null when it names none, and means the series as it is.</param>
    /// <param name="volume">The voxels, mapped; the caller disposes of the mapping.</param>
    /// <param name="problem">404, or 409 <c>urn:voxmark:series-changed</c> when the named volume is no longer the series'.</param>
    public bool TryOpen(
        string? seriesInstanceUid, string? volumeId,
        [NotNullWhen(true)] out SeriesVolume? volume, [NotNullWhen(false)] out ProblemHttpResult? problem)
    {
        (volume, problem) = (Open(seriesInstanceUid), null);
        if (volume is not null && IsMeant(volume.Header, volumeId))
            return true;
        problem = WhatIsWrong(volume?.Header, volumeId);
        volume?.Dispose();
        volume = null;
        return false;
    }

    /// <summary>As <see cref="TryOpen"/>, without the voxels.</summary>
    public bool TryFind(
        string? seriesInstanceUid, string? volumeId,
        [NotNullWhen(true)] out VolumeHeader? header, [NotNullWhen(false)] out ProblemHttpResult? problem)
    {
        (header, problem) = (FindHeader(seriesInstanceUid), null);
        if (header is not null && IsMeant(header, volumeId))
            return true;
        (header, problem) = (null, WhatIsWrong(header, volumeId));
        return false;
    }

    /// <summary>For requests that only read: the volume that they name, also an older one as long as it is kept.</summary>
    /// <inheritdoc cref="TryFind"/>
    public bool TryFindKept(
        string? seriesInstanceUid, string? volumeId,
        [NotNullWhen(true)] out VolumeHeader? header, [NotNullWhen(false)] out ProblemHttpResult? problem)
    {
        (header, problem) = (FindHeader(seriesInstanceUid, volumeId), null);
        if (header is not null)
            return true;
        problem = WhatIsWrong(FindHeader(seriesInstanceUid), volumeId);
        return false;
    }

    /// <inheritdoc cref="TryFindKept"/>
    public bool TryOpenKept(
        string? seriesInstanceUid, string? volumeId,
        [NotNullWhen(true)] out SeriesVolume? volume, [NotNullWhen(false)] out ProblemHttpResult? problem)
    {
        (volume, problem) = (Open(seriesInstanceUid, volumeId), null);
        if (volume is not null)
            return true;
        problem = WhatIsWrong(FindHeader(seriesInstanceUid), volumeId);
        return false;
    }

    /// <param name="volumeId">Null for the current one.</param>
    /// <returns>Null when the series is unknown, its volume is not built yet, or that volume is no longer kept.</returns>
    public VolumeHeader? FindHeader(string? seriesInstanceUid, string? volumeId = null) =>
        Find(seriesInstanceUid, volumeId, SeriesVolume.ReadHeader, header => header, asks: true);

    /// <summary>Maps the voxels into memory; the caller disposes of the mapping.</summary>
    /// <inheritdoc cref="FindHeader"/>
    public SeriesVolume? Open(string? seriesInstanceUid, string? volumeId = null) =>
        Find(seriesInstanceUid, volumeId, SeriesVolume.Open, volume => volume.Header, asks: true);

    /// <summary>For who builds it: opens the current volume and asks nobody for it.</summary>
    public SeriesVolume? OpenToMend(string seriesInstanceUid) =>
        Find(seriesInstanceUid, null, SeriesVolume.Open, volume => volume.Header, asks: false);

    /// <summary>Whether slices are as they were written. Those that are not are never to be measured or shown: the volume is
    /// built again.</summary>
    public bool AreIntact(SeriesVolume volume, IEnumerable<int> slices)
    {
        var areIntact = slices.All(volume.IsIntact);
        if (!areIntact)
            repair.Ask(volume.Header.SeriesInstanceUid);
        return areIntact;
    }

    /// <summary>Puts a finished volume file under its name. It is not the current one yet.</summary>
    public Task CommitAsync(StagedObject staged, VolumeHeader header) =>
        objects.CommitAsync(staged, ObjectKeys.Volume(header.SeriesInstanceUid, header.Id));

    /// <summary>
    /// From now on this is the series' volume. Of the older ones those stay that are kept, and the last: who has just opened
    /// it goes on reading. One at a time for each series.
    /// </summary>
    public async Task MakeCurrentAsync(string seriesInstanceUid, string volumeId)
    {
        var last = Find(seriesInstanceUid, null, SeriesVolume.ReadHeader, header => header, asks: false)?.Id;
        if (last == volumeId)
            return;
        var unnamed = ObjectKeys.UnnamedVolume(seriesInstanceUid);
        if (last is not null && await objects.ExistsAsync(unnamed))
            await objects.MoveAsync(unnamed, ObjectKeys.Volume(seriesInstanceUid, last));
        await objects.PutAsync(
            ObjectKeys.CurrentVolume(seriesInstanceUid), file => file.WriteAsync(Encoding.ASCII.GetBytes(volumeId)).AsTask());

        foreach (var key in await objects.ListAsync(ObjectKeys.VolumesOf(seriesInstanceUid)).Select(each => each.Key).ToListAsync())
        {
            if (ObjectKeys.VolumeIdOf(key) is { } id && id != volumeId && id != last
                && !await objects.ExistsAsync(ObjectKeys.KeptVolume(seriesInstanceUid, id)))
                await objects.DeleteAsync(key);
        }
    }

    /// <summary>Deletes every volume of a series, kept ones too: none of its images is there any more.</summary>
    public async Task DeleteAllAsync(string seriesInstanceUid)
    {
        await objects.DeleteAllAsync(ObjectKeys.VolumesOf(seriesInstanceUid));
        await objects.DeleteAsync(ObjectKeys.UnnamedVolume(seriesInstanceUid));
    }

    /// <summary>Keeps a volume beyond the next change of its series: what was drawn on it is measured on it, always.</summary>
    public Task KeepAsync(string seriesInstanceUid, string volumeId) =>
        objects.PutAsync(ObjectKeys.KeptVolume(seriesInstanceUid, volumeId), _ => Task.CompletedTask, onlyIfAbsent: true);

    private static bool IsMeant(VolumeHeader current, string? volumeId) => volumeId is null || volumeId == current.Id;

    /// <summary>A volume that is meant and cannot be opened is damaged, and built again.</summary>
    private static ProblemHttpResult WhatIsWrong(VolumeHeader? current, string? volumeId) =>
        current is null || IsMeant(current, volumeId) ? SeriesProblems.NotHere() : SeriesProblems.Changed(current.Id);

    private T? Find<T>(string? seriesInstanceUid, string? volumeId, Func<string, T> read, Func<T, VolumeHeader> headerOf, bool asks)
        where T : class
    {
        if (seriesInstanceUid is null || !Uid.IsValid(seriesInstanceUid) || (volumeId is not null && !VolumeId().IsMatch(volumeId)))
            return null;
        if ((volumeId ?? CurrentOf(seriesInstanceUid)) is { } id && Read(ObjectKeys.Volume(seriesInstanceUid, id)) is { } named)
            return named;
        if (Read(ObjectKeys.UnnamedVolume(seriesInstanceUid)) is not { } unnamed)
        {
            if (volumeId is null && asks)
                repair.Ask(seriesInstanceUid);
            return null;
        }

        if (volumeId is null || headerOf(unnamed).Id == volumeId)
            return unnamed;
        (unnamed as IDisposable)?.Dispose();
        return null;

        T? Read(string key)
        {
            try
            {
                using var file = Local(key);
                return read(file.Path); // what is mapped stays so
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                return null;
            }
            catch (InvalidDataException)
            {
                if (asks)
                    repair.Ask(seriesInstanceUid);
                return null;
            }
        }
    }

    private string? CurrentOf(string seriesInstanceUid)
    {
        try
        {
            using var current = Local(ObjectKeys.CurrentVolume(seriesInstanceUid));
            return File.ReadAllText(current.Path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>At once where objects are files; a copy that must be fetched first is waited for.</summary>
    private LocalObject Local(string key)
    {
        var local = objects.LocalAsync(key);
        return local.IsCompletedSuccessfully ? local.Result : local.AsTask().GetAwaiter().GetResult();
    }

    [GeneratedRegex(@"\A[0-9a-z.]{1,64}\z")]
    private static partial Regex VolumeId();
}
