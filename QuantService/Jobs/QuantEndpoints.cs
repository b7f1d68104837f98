using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.Imaging.Volumes;
using Voxmark.QuantService.Persistence;
using Voxmark.QuantService.Reports;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Clients;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.QuantService.Jobs;

/// <summary>Jobs are started and followed here, and previewed; results are read as JSON or as a workbook.</summary>
internal static partial class QuantEndpoints
{
    /// <summary>A label on so few slices is measured while its maker waits: sooner than a message would be delivered.</summary>
    private const int AtOnce = 16;

    private const string WorkbookContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static RouteGroupBuilder MapQuantification(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/quant").WithTags("Quantification").RequireAuthorization();
        group.MapPost("/jobs", StartAsync).RequireAuthorization(Policies.Annotate).AuditChange("quant.start");
        group.MapGet("/jobs/{id:guid}", GetJobAsync).AuditNothing();
        group.MapGet("/previews", PreviewAsync).AuditRead("quant.preview");
        group.MapGet("/results", ListResultsAsync).AuditRead("quant.list");
        group.MapGet("/results/{id:guid}", GetResultAsync).AuditRead("quant.read");
        group.MapGet("/results/{id:guid}.xlsx", GetWorkbookAsync).AuditRead("quant.export");
        return group;
    }

    internal static async Task<Results<Accepted<QuantJob>, ProblemHttpResult>> StartAsync(
        StartQuant body, LabelingClient labeling, LabelMeasurement measurement, SeriesVolumes volumes, QuantDbContext db,
        CurrentUser user, TimeProvider clock, ILogger<QuantificationJob> log, HttpContext context, CancellationToken ct)
    {
        if (StartQuantRules.WhatIsWrong(body) is { } wrong)
            return Problem.InvalidField(wrong.Field, wrong.Why);
        if (await labeling.FindLabelAsMadeAsync(body.LabelId, body.Revision, ct) is not { } label)
            return Problem.NotFound("no-such-label-or-revision", "There is no such label, or it has no such revision.");

        context.NoteForAudit(series: label.SeriesInstanceUid);
        if (!TryFindReference(body, label, volumes, out var reference, out var problem))
            return problem;
        var job = QuantificationJob.For(body, label.Revision, reference, user.Person, clock.GetUtcNow());
        db.Add(job);
        if (label.Slices.Count > AtOnce || !await TryEndAsync())
            db.Publish(new QuantifyLabel(job.Id), clock);
        await db.SaveChangesAsync(ct);
        QuantTelemetry.IsNow(job);
        return TypedResults.Accepted($"/api/quant/jobs/{job.Id}", job.ToContract());

        async Task<bool> TryEndAsync()
        {
            try
            {
                await measurement.EndAsync(job, label, ct);
                return true;
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                Queued(log, exception, job.Id); // which tries again, and in the end says that it failed
                return false;
            }
        }
    }

    /// <summary>The numbers without the act: for who looks, and for who types a height and wants to see what follows.</summary>
    internal static async Task<Results<Ok<QuantResult>, ProblemHttpResult>> PreviewAsync(
        [AsParameters] StartQuant request, LabelingClient labeling, LabelMeasurement measurement, SeriesVolumes volumes,
        CurrentUser user, TimeProvider clock, HttpContext context, CancellationToken ct)
    {
        if (StartQuantRules.WhatIsWrong(request) is { } wrong)
            return Problem.InvalidField(wrong.Field, wrong.Why);
        if (await labeling.FindLabelAsMadeAsync(request.LabelId, request.Revision, ct) is not { } label)
            return Problem.NotFound("no-such-label-or-revision", "There is no such label, or it has no such revision.");

        context.NoteForAudit(series: label.SeriesInstanceUid);
        if (!TryFindReference(request, label, volumes, out var reference, out var problem))
            return problem;
        var job = QuantificationJob.For(request, label.Revision, reference, user.Person, clock.GetUtcNow());
        var (result, why) = await measurement.PreviewAsync(job, label, ct);
        return result is not null ? TypedResults.Ok(result) : Problem.Invalid(why!);
    }

    /// <param name="reference">The image that the request names by a slice of a volume, null when it names none.</param>
    private static bool TryFindReference(
        StartQuant body, Label label, SeriesVolumes volumes, out ImageName? reference, [NotNullWhen(false)] out ProblemHttpResult? problem)
    {
        (reference, problem) = (null, null);
        if (body.ReferenceSlice is null && body.VolumeId is null)
            return true;
        if (!volumes.TryFind(label.SeriesInstanceUid, body.VolumeId, out var series, out problem))
            return false;
        if (body.ReferenceSlice >= series.Slices)
            problem = Problem.Invalid(SeriesProblems.NoSuchSlice(series, body.ReferenceSlice.Value));
        else if (body.ReferenceSlice is { } slice)
            reference = series.SliceList[slice].Image;
        return problem is null;
    }

    internal static async Task<Results<Ok<QuantJob>, ProblemHttpResult>> GetJobAsync(
        Guid id, QuantDbContext db, CancellationToken ct) =>
        await db.Jobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, ct) is { } job
            ? TypedResults.Ok(job.ToContract())
            : Problem.NotFound("no-such-measuring-job", "There is no such measuring job.");

    internal static async Task<Ok<IEnumerable<QuantResult>>> ListResultsAsync(
        Guid labelId, QuantDbContext db, CancellationToken ct)
    {
        var results = await db.Results.AsNoTracking()
            .Where(r => r.LabelId == labelId).OrderByDescending(r => r.MeasuredAt).ToListAsync(ct);
        return TypedResults.Ok(results.Select(r => r.ToContract()));
    }

    internal static async Task<Results<Ok<QuantResult>, ProblemHttpResult>> GetResultAsync(
        Guid id, QuantDbContext db, CancellationToken ct) =>
        await FindAsync(id, db, ct) is { } result ? TypedResults.Ok(result) : NoSuchResult();

    internal static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetWorkbookAsync(
        Guid id, QuantDbContext db, IngestClient ingest, TimeProvider clock, HttpContext context, CancellationToken ct)
    {
        if (await FindAsync(id, db, ct) is not { } result)
            return NoSuchResult();

        context.NoteForAudit(series: result.SeriesInstanceUid);
        var study = (await ingest.FindSeriesAsync(result.SeriesInstanceUid, ct))?.Study;
        var workbook = QuantWorkbook.Write(result, new Patient(study?.PatientId, study?.PatientName), clock.LocalTimeZone);
        return TypedResults.File(workbook, WorkbookContentType, QuantWorkbook.FileNameOf(result, clock.LocalTimeZone));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Measuring job {JobId} failed at once and is queued")]
    private static partial void Queued(ILogger log, Exception exception, Guid jobId);

    private static async Task<QuantResult?> FindAsync(Guid id, QuantDbContext db, CancellationToken ct) =>
        (await db.Results.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct))?.ToContract();

    private static ProblemHttpResult NoSuchResult() => Problem.NotFound("no-such-result", "There is no such result.");
}
