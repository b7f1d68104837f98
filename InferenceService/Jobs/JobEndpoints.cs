using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Inference;
using Voxmark.InferenceService.Bundles;
using Voxmark.InferenceService.Persistence;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Jobs;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.InferenceService.Jobs;

/// <summary>Jobs are started, followed and cancelled here; the work is done by whoever takes the message.</summary>
internal static class JobEndpoints
{
    public static RouteGroupBuilder MapJobs(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/inference").WithTags("Inference").RequireAuthorization();
        group.MapPost("/jobs", StartAsync).RequireAuthorization(Policies.Annotate).AuditChange("inference.start");
        group.MapGet("/jobs/{id:guid}", GetAsync).AuditNothing();
        group.MapDelete("/jobs/{id:guid}", CancelAsync).RequireAuthorization(Policies.Annotate).AuditChange("inference.cancel");
        return group;
    }

    internal static async Task<Results<Accepted<InferenceJob>, ProblemHttpResult>> StartAsync(
        StartInference body, BundleCatalog bundles, SeriesVolumes volumes, InferenceDbContext db, CurrentUser user,
        TimeProvider clock, HttpContext context, CancellationToken ct)
    {
        context.NoteForAudit(series: body.SeriesInstanceUid);
        if (bundles.Find(body.Model ?? "") is not { } model)
        {
            var models = string.Join(", ", bundles.All.Select(b => b.Id));
            return Problem.Invalid("no-such-model", $"There is no model of that name; there are {models}.");
        }
        if (!volumes.TryFind(body.SeriesInstanceUid, body.VolumeId, out var series, out var problem))
            return problem;
        if (model.WhatDoesNotFit(series) is { } misfit)
            return Problem.Invalid(misfit);

        var range = SliceRange.Of(series, body.FirstSlice, body.LastSlice);
        if (range.WhatIsWrong(series) is { } wrong)
            return Problem.Invalid(wrong);

        await volumes.KeepAsync(series.SeriesInstanceUid, series.Id); // the result belongs to its images
        var job = SegmentationJob.For(series, model, range.First, range.Last, user.Person, clock.GetUtcNow());
        db.Add(job);
        db.Publish(job.ToCommand(), clock);
        await db.SaveChangesAsync(ct);
        InferenceTelemetry.IsNow(job);
        return TypedResults.Accepted($"/api/inference/jobs/{job.Id}", job.ToContract());
    }

    internal static async Task<Results<Ok<InferenceJob>, ProblemHttpResult>> GetAsync(
        Guid id, InferenceDbContext db, CancellationToken ct) =>
        await db.Jobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, ct) is { } job
            ? TypedResults.Ok(job.ToContract())
            : NoSuchJob();

    /// <summary>The worker looks between slices and stops; what was over stays as it is.</summary>
    internal static async Task<Results<Ok<InferenceJob>, ProblemHttpResult>> CancelAsync(
        Guid id, InferenceDbContext db, TimeProvider clock, CancellationToken ct)
    {
        var job = await db.EndJobAsync<SegmentationJob>(id, j => j.Cancel(clock.GetUtcNow()), InferenceTelemetry.IsNow, clock, ct);
        return job is not null ? TypedResults.Ok(job.ToContract()) : NoSuchJob();
    }

    private static ProblemHttpResult NoSuchJob() => Problem.NotFound("no-such-inference-job", "There is no such inference job.");
}
