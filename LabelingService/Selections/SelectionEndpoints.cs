using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Persistence;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.LabelingService.Selections;

internal static class SelectionEndpoints
{
    public static RouteGroupBuilder MapSelections(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/selections").WithTags("Selections").RequireAuthorization();
        group.MapPost("/", CreateAsync).RequireAuthorization(Policies.Annotate).AuditChange("selection.create");
        group.MapGet("/", ListAsync).AuditRead("selection.read");
        return group;
    }

    internal static async Task<Results<Created<Selection>, ProblemHttpResult>> CreateAsync(
        CreateSelection body, SeriesVolumes volumes, LabelingDbContext db, CurrentUser user, TimeProvider clock,
        HttpContext context, CancellationToken ct)
    {
        context.NoteForAudit(series: body.SeriesInstanceUid);
        if (!volumes.TryFind(body.SeriesInstanceUid, body.VolumeId, out var series, out var problem))
            return problem;
        if (WhatIsWrong(body, series) is { } wrong)
            return Problem.Invalid(wrong);

        var selection = new SelectionRecord
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            SeriesInstanceUid = body.SeriesInstanceUid,
            VolumeId = series.Id,
            Images = series.Images(body.FirstSlice, body.LastSlice),
            FirstSlice = body.FirstSlice,
            LastSlice = body.LastSlice,
            Level = string.IsNullOrWhiteSpace(body.Level) ? null : body.Level.Trim(),
            Proposed = body.Proposed,
            CreatedById = user.Id,
            CreatedBy = user.Name,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(selection);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/selections?seriesInstanceUid={selection.SeriesInstanceUid}", selection.ToContract(series));
    }

    internal static async Task<Ok<IEnumerable<Selection>>> ListAsync(
        string seriesInstanceUid, SeriesVolumes volumes, LabelingDbContext db, CancellationToken ct)
    {
        var selections = await db.Selections.AsNoTracking()
            .Where(s => s.SeriesInstanceUid == seriesInstanceUid)
            .OrderByDescending(s => s.CreatedAt)
            .ToListAsync(ct);
        var series = volumes.FindHeader(seriesInstanceUid);
        return TypedResults.Ok(selections.Select(s => s.ToContract(series)));
    }

    private static Sentence? WhatIsWrong(CreateSelection body, VolumeHeader series)
    {
        var last = series.Slices - 1;
        if (!IsRange(body.FirstSlice, body.LastSlice) || body.Proposed is { } p && !IsRange(p.FirstSlice, p.LastSlice))
            return Sentences.Of(
                "selection-range", $"A range of this series' slices lies between 0 and {last}, first before last.");
        if (!PlainText.Fits(body.Level, SelectionRecord.MaxLevelLength)
            || !PlainText.Fits(body.Proposed?.Level, SelectionRecord.MaxLevelLength))
            return Sentences.Of(
                "level-name", $"A level's name has at most {SelectionRecord.MaxLevelLength} characters.");
        return body.Proposed is { Confidence: < 0 or > 1 } ? Sentences.Of(
            "confidence-range", "A confidence is a number from 0 to 1.") : null;

        bool IsRange(int from, int to) => from >= 0 && from <= to && to <= last;
    }
}
