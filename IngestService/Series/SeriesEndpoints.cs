using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts;
using Voxmark.Contracts.Ingest;
using Voxmark.Imaging;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Volumes;
using Voxmark.IngestService.Persistence;
using Voxmark.IngestService.Studies;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Objects;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.IngestService.Series;

internal static class SeriesEndpoints
{
    public static RouteGroupBuilder MapSeries(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/series/{seriesInstanceUid}").WithTags("Series").RequireAuthorization();
        group.MapGet("/", FindAsync).AuditRead("series.read");
        group.MapGet("/thumbnail", GetThumbnailAsync).AuditRead("image.thumbnail");
        group.MapPost("/rebuild", RebuildAsync).RequireAuthorization(Policies.Administer).AuditChange("series.rebuild");
        foreach (var (pattern, plane) in new (string, Delegate)[]
        {
            ("/slices/{k:int}", PlaneEndpoints.GetSliceAsync),
            ("/planes/sagittal/{i:int}", PlaneEndpoints.GetSagittalAsync),
            ("/planes/coronal/{j:int}", PlaneEndpoints.GetCoronalAsync),
        })
            group.MapGet(pattern, plane)
                .AuditRead("image.read")
                .Produces<byte[]>(contentType: "application/octet-stream")
                .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        return group;
    }

    internal static async Task<Results<Ok<SeriesDetail>, ProblemHttpResult>> FindAsync(
        string seriesInstanceUid, IngestDbContext db, SeriesVolumes volumes, CancellationToken ct)
    {
        var found = await db.Studies.AsNoTracking()
            .Where(study => study.Series.Any(s => s.SeriesInstanceUid == seriesInstanceUid))
            .WithImageCounts().SingleOrDefaultAsync(ct);
        if (found is null)
            return Problem.NotFound("no-such-series", "This series is not stored here.");

        var counted = found.Series.Single(s => s.Series.SeriesInstanceUid == seriesInstanceUid);
        var volume = counted.Series.State == SeriesState.Ready ? volumes.FindHeader(seriesInstanceUid) : null;
        return TypedResults.Ok(Detail(found, counted, volume));
    }

    /// <summary>Makes the volume anew of the stored files, whatever is there.</summary>
    internal static async Task<Results<Accepted, ProblemHttpResult>> RebuildAsync(
        string seriesInstanceUid, IngestDbContext db, TimeProvider clock, CancellationToken ct)
    {
        var series = await db.Series.SingleOrDefaultAsync(s => s.SeriesInstanceUid == seriesInstanceUid, ct);
        if (series is null)
            return Problem.NotFound("no-such-series", "This series is not stored here.");
        (series.State, series.BuildAttempts, series.RoomNeededBytes, series.ChangedAt) =
            (SeriesState.Receiving, 0, null, clock.GetUtcNow());
        db.Publish(new BuildSeriesVolume(seriesInstanceUid), clock);
        await db.SaveChangesAsync(ct);
        return TypedResults.Accepted($"/api/series/{seriesInstanceUid}");
    }

    internal static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> GetThumbnailAsync(
        string seriesInstanceUid, HttpContext context, IObjects objects, CancellationToken ct)
    {
        if (!Uid.IsValid(seriesInstanceUid) || await objects.FindAsync(ObjectKeys.Thumbnail(seriesInstanceUid), ct) is not { } picture)
            return Problem.NotFound("no-picture", "This series has no picture yet.");
        context.Response.GetTypedHeaders().CacheControl = new() { Private = true, NoCache = true };
        return TypedResults.Stream(await objects.OpenAsync(picture.Key, ct: ct), "image/png", lastModified: picture.WrittenAt);
    }

    private static SeriesDetail Detail(CountedStudy study, CountedSeries counted, VolumeHeader? volume)
    {
        var (series, summary) = (counted.Series, Summaries.Of(counted));
        return new(
            series.State == SeriesState.Ready && volume is null
                ? summary with { State = SeriesState.Receiving } // it is built again
                : summary,
            Summaries.Of(study),
            volume?.Grid is { } grid ? GeometryOf(grid, volume.IsVolume) : null,
            volume is null ? [] : [.. volume.SliceList.Select((s, k) => new SliceInfo(
                k, s.SopInstanceUid, s.InstanceNumber, s.PositionMm, s.LocationMm, s.Frame, s.RowSpacingMm, s.ColumnSpacingMm, s.Unit))],
            volume is null ? null : new(volume.Slope, volume.Intercept, volume.Unit, volume.IsInverted, volume.MinVoxel, volume.MaxVoxel),
            volume is null ? [] : WindowPresets.For(volume, series.BodyPartExamined),
            new(series.Patient.HeightCm, series.Patient.WeightKg,
                study.Study.IsPatientCorrected ? study.Study.PatientSex : series.Patient.Sex, series.Patient.Age),
            new(series.Acquisition.TubeVoltageKv, series.Acquisition.ContrastAgent, series.Acquisition.SliceThicknessMm,
                series.Acquisition.ConvolutionKernel, series.Acquisition.Manufacturer, series.Acquisition.ModelName),
            volume?.Id, volume?.Columns, volume?.Rows, volume?.Notices is { } notices ? [.. notices.Select(Said)] : null,
            volume?.PixelAspect);
    }

    private static Sentence Said(VolumeNotice notice) =>
        new(notice.Code, notice.Text, notice.Parameters?.ToDictionary(p => p.Key, object (p) => p.Value));

    private static SeriesGeometry GeometryOf(VoxelGrid grid, bool isVolume)
    {
        return new(
            grid.Columns, grid.Rows, grid.Slices, Array(grid.Origin), Array(grid.Spacing),
            Array(grid.RowDirection), Array(grid.ColumnDirection), Array(grid.SliceDirection), isVolume);

        static double[] Array(Vector3d v) => [v.X, v.Y, v.Z];
    }
}
