using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Ingest;
using Voxmark.Imaging.Volumes;
using Voxmark.IngestService.Dicom;
using Voxmark.IngestService.Persistence;
using Voxmark.IngestService.Storage;
using Voxmark.ServiceDefaults.Objects;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.IngestService.Volumes;

/// <summary>
/// Makes a series' volume object and thumbnail from its stored instances and says so. Safe to repeat and to run at once
/// with itself: what is built is named by its content, and becomes the series' volume only when it was built from all
/// that is stored.
/// </summary>
internal sealed partial class SeriesVolumeBuilder(
    IngestDbContext db, IObjects objects, SeriesVolumes volumes, DerivedObjects derived, TimeProvider clock,
    ILogger<SeriesVolumeBuilder> log)
{
    /// <summary>Some minutes of trying. A build that fills memory or the disk would go on for ever.</summary>
    private const int MaxAttempts = 10;

    /// <summary>Builds until no instance arrived meanwhile.</summary>
    /// <param name="onlyIfLost">Leaves a volume alone that is there and intact.</param>
    public async Task BuildAsync(string seriesInstanceUid, bool onlyIfLost, CancellationToken ct)
    {
        if (onlyIfLost && !await IsLostAsync(seriesInstanceUid, ct))
            return;
        using var activity = IngestTelemetry.Activities.StartActivity("build volume");
        var isGivenUp = await BeginAttemptAsync(seriesInstanceUid, ct) > MaxAttempts;
        while (await db.Series.AsNoTracking().SingleOrDefaultAsync(s => s.SeriesInstanceUid == seriesInstanceUid, ct) is { } series)
        {
            var instances = await StoredInstances(seriesInstanceUid).ToListAsync(ct);
            if (instances.Count == 0)
                return;
            var start = clock.GetTimestamp();
            var result = isGivenUp ? GiveUp(series) : await BuildAsync(series, instances, ct);
            IngestTelemetry.Built(result.Volume is not null, clock.GetElapsedTime(start));
            if (await FinishAsync(seriesInstanceUid, HashOf(instances), result, series.BodyPartExamined, ct))
                return;
        }

        await derived.DeleteAsync(seriesInstanceUid); // the series was deleted meanwhile
    }

    /// <param name="RoomNeededBytes">Not null when there was no room for the volume.</param>
    private sealed record BuildResult(
        VolumeHeader? Volume, string? Problem, string? Modality, PatientFacts Patient, AcquisitionFacts Acquisition,
        long? RoomNeededBytes = null);

    /// <summary>Whether the series should have a volume and a picture, and one is not there or not as it was written.</summary>
    private async Task<bool> IsLostAsync(string seriesInstanceUid, CancellationToken ct)
    {
        if (!await db.Series.AnyAsync(s => s.SeriesInstanceUid == seriesInstanceUid && s.State == SeriesState.Ready, ct))
            return false;
        using var volume = volumes.OpenToMend(seriesInstanceUid);
        return volume is null || !await objects.ExistsAsync(ObjectKeys.Thumbnail(seriesInstanceUid), ct)
            || !Enumerable.Range(0, volume.Header.Slices).All(volume.IsIntact);
    }

    /// <returns>How many were begun, this one too, since one came to its end.</returns>
    private async Task<int> BeginAttemptAsync(string seriesInstanceUid, CancellationToken ct)
    {
        var attempts = await db.Database.SqlQuery<int>(
            $"""
            UPDATE series SET build_attempts = build_attempts + 1
            WHERE series_instance_uid = {seriesInstanceUid} RETURNING build_attempts AS "Value"
            """).ToListAsync(ct);
        return attempts.SingleOrDefault();
    }

    private static BuildResult GiveUp(StoredSeries series) => new(
        null, $"It could not be prepared in {MaxAttempts} attempts. An administrator can have it tried again.",
        null, series.Patient, series.Acquisition);

    private IQueryable<StoredInstance> StoredInstances(string seriesInstanceUid) => db.Instances.AsNoTracking()
        .Where(i => i.SeriesInstanceUid == seriesInstanceUid && i.State == InstanceState.Stored)
        .OrderBy(i => i.SopInstanceUid);

    private async Task<BuildResult> BuildAsync(StoredSeries series, List<StoredInstance> instances, CancellationToken ct)
    {
        var images = instances.Where(i => SopClasses.HoldsImages(i.SopClassUid)).ToList();
        var files = new List<LocalObject>();
        try
        {
            foreach (var instance in images.Count > 0 ? images : instances)
                files.Add(await objects.LocalAsync(instance.ObjectKey, ct));
            return await BuildAsync(series, ScannedSeries.Of(files.Select(file => file.Path)), instances, images.Count, ct);
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    private async Task<BuildResult> BuildAsync(
        StoredSeries series, ScannedSeries scan, List<StoredInstance> instances, int images, CancellationToken ct)
    {
        if (images == 0 || scan.Frames.Count == 0)
            return Unreadable(SopClasses.WhyNoImages(instances[0].SopClassUid));

        var assembly = new VolumeAssembly(scan);
        try
        {
            if (!objects.Space().HasRoomFor(assembly.SizeBytes))
                return NoRoom();
            using var staged = objects.Stage();
            var header = assembly.Write(staged.Path, series.StudyInstanceUid, series.SeriesInstanceUid, ct);
            await volumes.CommitAsync(staged, header);
            return new(header, header.Problem, assembly.Modality, scan.Patient, scan.Acquisition);
        }
        catch (UnreadablePixelsException e)
        {
            NotReadable(e, series.SeriesInstanceUid);
            return Unreadable(e.Message);
        }
        catch (IOException e) when (DiskFailure.IsIn(e))
        {
            NotReadable(e, series.SeriesInstanceUid);
            return NoRoom();
        }

        BuildResult Unreadable(string problem) => new(null, problem, null, scan.Patient, scan.Acquisition);

        BuildResult NoRoom() => Unreadable(
            $"There is no room on the disk for its {(assembly.SizeBytes >> 20) + 1} MB of images. It is prepared as soon as there is.")
            with { RoomNeededBytes = assembly.SizeBytes };
    }

    /// <returns>False when other instances are stored by now than the volume was built from.</returns>
    private async Task<bool> FinishAsync(
        string seriesInstanceUid, string builtFrom, BuildResult result, string? bodyPartExamined, CancellationToken ct)
    {
        if (result.Volume is not null)
            await WriteThumbnailAsync(result.Volume, bodyPartExamined);

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Held until the commit: instances that are just being stored wait for us, or we for them. The study first, as all do.
        await db.Database.ExecuteSqlAsync(
            $"""
            SELECT FROM studies WHERE study_instance_uid =
                (SELECT study_instance_uid FROM series WHERE series_instance_uid = {seriesInstanceUid}) FOR NO KEY UPDATE
            """, ct);
        await db.Database.ExecuteSqlAsync(
            $"SELECT FROM series WHERE series_instance_uid = {seriesInstanceUid} FOR UPDATE", ct);
        var instances = await StoredInstances(seriesInstanceUid).ToListAsync(ct);
        if (HashOf(instances) != builtFrom)
            return false;
        if (result.Volume is not null)
            await volumes.MakeCurrentAsync(seriesInstanceUid, result.Volume.Id);

        var now = clock.GetUtcNow();
        db.ChangeTracker.Clear();
        var series = await db.Series.Include(s => s.Study).SingleAsync(s => s.SeriesInstanceUid == seriesInstanceUid, ct);
        series.State = result.Volume is null ? SeriesState.Unreadable : SeriesState.Ready;
        series.Problem = result.Problem;
        series.Modality = result.Modality ?? series.Modality; // what a series is, its images say
        series.BuildAttempts = 0;
        series.RoomNeededBytes = result.RoomNeededBytes;
        series.InstanceCount = instances.Count;
        series.SliceCount = result.Volume?.Slices ?? 0;
        series.SliceSpacingMm = result.Volume?.CommonSliceSpacingMm;
        series.Patient = result.Patient;
        series.Acquisition = result.Acquisition;
        series.ChangedAt = series.Study!.ChangedAt = now;
        db.Publish(
            new SeriesVolumeBuilt(
                seriesInstanceUid, series.StudyInstanceUid, result.Volume?.Id, series.SliceCount, series.Problem, now), clock);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        Built(seriesInstanceUid, series.SliceCount, series.State);
        return true;
    }

    private async Task WriteThumbnailAsync(VolumeHeader header, string? bodyPartExamined)
    {
        using var volume = volumes.Open(header.SeriesInstanceUid, header.Id)!;
        var png = Thumbnail.Of(volume, bodyPartExamined);
        await objects.PutAsync(ObjectKeys.Thumbnail(header.SeriesInstanceUid), stream => stream.WriteAsync(png).AsTask());
    }

    /// <summary>Of all instances, in the order of their UIDs.</summary>
    private static string HashOf(List<StoredInstance> instances)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var instance in instances)
            hash.AppendData(instance.Sha256);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Series {SeriesInstanceUid}: {SliceCount} slices, {State}")]
    private partial void Built(string seriesInstanceUid, int sliceCount, SeriesState state);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Series {SeriesInstanceUid} cannot be read")]
    private partial void NotReadable(Exception exception, string seriesInstanceUid);
}
