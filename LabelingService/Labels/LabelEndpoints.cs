using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.LabelingService.Persistence;
using Voxmark.LabelingService.Selections;
using Voxmark.LabelingService.Series;
using Voxmark.LabelingService.Templates;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Storage;

namespace Voxmark.LabelingService.Labels;

/// <summary>Labels: made, listed, and read at any of their revisions.</summary>
internal static class LabelEndpoints
{
    public static IServiceCollection AddLabels(this IServiceCollection services) => services.AddScoped<RevisionWriter>();

    public static IEndpointRouteBuilder MapLabels(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/labels").WithTags("Labels").RequireAuthorization();
        group.MapPost("/", CreateAsync).RequireAuthorization(Policies.Annotate);
        group.MapGet("/", ListAsync);
        group.MapGet("/{id:guid}", GetAsync);
        group.MapGet("/{id:guid}/slices/{slice:int}", GetMaskAsync);
        group.MapGet("/{id:guid}/masks", GetMasksAsync);
        group.MapGet("/{id:guid}.nii.gz", NiftiExport.GetAsync);
        group.MapRevisions();
        return routes;
    }

    internal static async Task<Results<Created<Label>, ProblemHttpResult>> CreateAsync(
        CreateLabel body, SeriesVolumes volumes, LabelingDbContext db, CurrentUser user, TimeProvider clock,
        HttpContext context, CancellationToken ct)
    {
        context.NoteForAudit(series: body.SeriesInstanceUid);
        if (volumes.FindHeader(body.SeriesInstanceUid) is not { } series)
            return SeriesProblems.NotHere();
        if (SegmentTemplates.Find(body.Template) is not { } template)
            return Problem.Invalid($"There is no template of that name; there are {string.Join(", ", SegmentTemplates.All.Select(t => t.Key))}.");
        if (!PlainText.Fits(body.Name, LabelSet.MaxNameLength))
            return Problem.Invalid($"A label's name has at most {LabelSet.MaxNameLength} characters.");

        SelectionRecord? selection = null;
        if (body.SelectionId is { } selectionId)
        {
            selection = await db.Selections.AsNoTracking()
                .SingleOrDefaultAsync(s => s.Id == selectionId && s.SeriesInstanceUid == body.SeriesInstanceUid, ct);
            if (selection is null)
                return Problem.Invalid("That labelling area was not marked in this series.");
        }

        var now = clock.GetUtcNow();
        var label = new LabelSet
        {
            Id = Guid.CreateVersion7(),
            SeriesInstanceUid = body.SeriesInstanceUid,
            Name = string.IsNullOrWhiteSpace(body.Name) ? template.Name : body.Name.Trim(),
            SelectionId = selection?.Id,
            Level = selection?.Level,
            FirstSlice = selection?.FirstSlice ?? 0,
            LastSlice = selection?.LastSlice ?? series.Slices - 1,
            SeriesSlices = series.Slices,
            Rows = series.Rows,
            Columns = series.Columns,
            Template = template.Key,
            FirstSegments = template.Segments,
            Segments = template.Segments,
            Origin = LabelOrigins.Person,
            CreatedById = user.Id,
            CreatedBy = user.Name,
            CreatedAt = now,
            ChangedAt = now,
        };
        db.Add(label);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/labels/{label.Id}", label.ToContract(0, label.Segments, []));
    }

    internal static async Task<Ok<IEnumerable<LabelSummary>>> ListAsync(
        string seriesInstanceUid, LabelingDbContext db, CancellationToken ct)
    {
        var labels = await db.Labels.AsNoTracking()
            .Where(l => l.SeriesInstanceUid == seriesInstanceUid)
            .OrderByDescending(l => l.ChangedAt)
            .ToListAsync(ct);
        return TypedResults.Ok(labels.Select(l => l.ToSummary()));
    }

    internal static async Task<Results<Ok<Label>, ProblemHttpResult>> GetAsync(
        Guid id, int? revision, LabelingDbContext db, CancellationToken ct)
    {
        if (await db.Labels.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) is not { } label)
            return LabelProblems.NotHere();
        if (LabelProblems.NoSuchRevision(label, revision) is { } problem)
            return problem;

        var shown = revision ?? label.HeadRevision;
        var slices = await db.SlicesAt(id, shown).ToListAsync(ct);
        var segments = await db.SegmentsAtAsync(label, shown, ct);
        return TypedResults.Ok(label.ToContract(shown, segments, [.. slices.Select(s => s.ToContract())]));
    }

    internal static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetMaskAsync(
        Guid id, int slice, int? revision, LabelingDbContext db, CancellationToken ct)
    {
        if (await db.Labels.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) is not { } label)
            return LabelProblems.NotHere();
        if (LabelProblems.NoSuchRevision(label, revision) is { } problem)
            return problem;

        return await db.MaskAtAsync(id, slice, revision ?? label.HeadRevision, ct) is { } mask
            ? TypedResults.Bytes(mask.Bytes, Mask.ContentType, entityTag: new EntityTagHeaderValue($"\"{mask.Hash}\""))
            : Problem.NotFound($"Slice {slice} carries no label.");
    }

    internal static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetMasksAsync(
        Guid id, int? revision, LabelingDbContext db, CancellationToken ct)
    {
        if (await db.Labels.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) is not { } label)
            return LabelProblems.NotHere();
        if (LabelProblems.NoSuchRevision(label, revision) is { } problem)
            return problem;

        var shown = revision ?? label.HeadRevision;
        var masks = await db.MasksAtAsync(id, shown, ct);
        return TypedResults.Bytes(
            SliceMasks.Encode(masks), SliceMasks.ContentType, entityTag: new EntityTagHeaderValue($"\"{id:N}-{shown}\""));
    }
}
