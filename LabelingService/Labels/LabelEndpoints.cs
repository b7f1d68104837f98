using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.LabelingService.Persistence;
using Voxmark.LabelingService.Selections;
using Voxmark.LabelingService.Templates;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Problems;
using Voxmark.ServiceDefaults.Volumes;

namespace Voxmark.LabelingService.Labels;

/// <summary>Labels: made, listed, and read at any of their revisions.</summary>
internal static class LabelEndpoints
{
    /// <summary>Of an answer without JSON: the volume that its slices count on.</summary>
    private const string VolumeHeaderName = "Voxmark-Volume";

    public static RouteGroupBuilder MapLabels(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/labels").WithTags("Labels").RequireAuthorization().AuditRead("label.read");
        group.MapPost("/", CreateAsync).RequireAuthorization(Policies.Annotate).AuditChange("label.create");
        group.MapGet("/", ListAsync).AuditRead("label.list");
        group.MapGet("/{id:guid}", GetAsync);
        group.MapGet("/{id:guid}/slices/{slice:int}", GetMaskAsync);
        group.MapGet("/{id:guid}/masks", GetMasksAsync);
        group.MapGet("/{id:guid}/models", ModelShares.GetAsync);
        group.MapGet("/{id:guid}.nii.gz", NiftiExport.GetAsync).AuditRead("label.export");
        group.MapRevisions();
        group.MapUpkeep();
        return group;
    }

    internal static async Task<Results<Created<Label>, ProblemHttpResult>> CreateAsync(
        CreateLabel body, SeriesVolumes volumes, LabelingDbContext db, CurrentUser user, TimeProvider clock,
        HttpContext context, CancellationToken ct)
    {
        context.NoteForAudit(series: body.SeriesInstanceUid);
        if (!volumes.TryFind(body.SeriesInstanceUid, body.VolumeId, out var series, out var problem))
            return problem;
        if (SegmentTemplates.Find(body.Template) is not { } template)
        {
            var templates = string.Join(", ", SegmentTemplates.All.Select(t => t.Key));
            return Problem.Invalid("no-such-template", $"There is no template of that name; there are {templates}.");
        }
        if (!PlainText.Fits(body.Name, LabelSet.MaxNameLength))
            return Problem.Invalid("label-name-too-long", $"A label's name has at most {LabelSet.MaxNameLength} characters.");

        SelectionRecord? selection = null;
        if (body.SelectionId is { } selectionId)
        {
            selection = await db.Selections.AsNoTracking()
                .SingleOrDefaultAsync(s => s.Id == selectionId && s.SeriesInstanceUid == body.SeriesInstanceUid, ct);
            if (selection is null)
                return Problem.Invalid("area-of-another-series", "That labelling area was not marked in this series.");
            if (selection.Images is null || series.RangeOf(selection.Images) is null)
                return Problem.Invalid("area-lost", "None of the images of that labelling area is in this series any more. Mark it again.");
        }

        var area = selection is null ? (First: 0, Last: series.Slices - 1) : series.RangeOf(selection.Images!)!.Value;
        var now = clock.GetUtcNow();
        var label = new LabelSet
        {
            Id = Guid.CreateVersion7(now),
            SeriesInstanceUid = body.SeriesInstanceUid,
            Name = string.IsNullOrWhiteSpace(body.Name) ? template.Name : body.Name.Trim(),
            SelectionId = selection?.Id,
            Level = selection?.Level,
            FirstVolumeId = series.Id,
            VolumeId = series.Id,
            Area = selection?.Images,
            FirstSlice = area.First,
            LastSlice = area.Last,
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
        return TypedResults.Created($"/api/labels/{label.Id}", label.ToContract(0, series.Id, label.Segments, series, []));
    }

    /// <param name="hidden">Those too that are hidden.</param>
    internal static async Task<Ok<IEnumerable<LabelSummary>>> ListAsync(
        string seriesInstanceUid, SeriesVolumes volumes, LabelingDbContext db, CancellationToken ct, bool hidden = false)
    {
        var labels = await db.Labels.AsNoTracking()
            .Where(l => l.SeriesInstanceUid == seriesInstanceUid && (hidden || !l.IsHidden))
            .OrderByDescending(l => l.ChangedAt)
            .ToListAsync(ct);
        var series = volumes.FindHeader(seriesInstanceUid);
        return TypedResults.Ok(labels.Select(l => l.ToSummary(series)));
    }

    /// <param name="volumeId">The volume that the answer's slices are to count on; null for the series as it is.</param>
    /// <param name="asMade">On the volume that the revision was made on, if that is kept.</param>
    internal static async Task<Results<Ok<Label>, ProblemHttpResult>> GetAsync(
        Guid id, int? revision, string? volumeId, bool? asMade, SeriesVolumes volumes, LabelingDbContext db, CancellationToken ct)
    {
        if (await db.Labels.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) is not { } label)
            return LabelProblems.NotHere();
        if (LabelProblems.NoSuchRevision(label, revision) is { } problem)
            return problem;

        var shown = revision ?? label.HeadRevision;
        var madeOn = await db.VolumeOfAsync(label, shown, ct);
        if (!volumes.TryFindKept(label.SeriesInstanceUid, volumeId, out var volume, out var changed))
            return changed;
        if (asMade is true && madeOn is not null)
            volume = volumes.FindHeader(label.SeriesInstanceUid, madeOn) ?? volume;
        var slices = await db.SlicesAt(id, shown).ToListAsync(ct);
        var segments = await db.SegmentsAtAsync(label, shown, ct);
        return TypedResults.Ok(label.ToContract(shown, madeOn, segments, volume, slices));
    }

    internal static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetMaskAsync(
        Guid id, int slice, int? revision, string? volumeId, SeriesVolumes volumes, LabelingDbContext db, CancellationToken ct)
    {
        if (await db.Labels.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) is not { } label)
            return LabelProblems.NotHere();
        if (LabelProblems.NoSuchRevision(label, revision) is { } problem)
            return problem;
        if (!volumes.TryFindKept(label.SeriesInstanceUid, volumeId, out var volume, out var changed))
            return changed;
        if (slice < 0 || slice >= volume.Slices)
            return Problem.NotFound(SeriesProblems.NoSuchSlice(volume, slice));

        if (await db.MaskAtAsync(id, volume.SliceList[slice].Image, revision ?? label.HeadRevision, ct) is not { } stored)
            return Problem.NotFound("slice-not-labelled", $"Slice {slice} carries no label.");
        var mask = stored.Parse().On(volume);
        return TypedResults.Bytes(mask.Bytes, Mask.ContentType, entityTag: new EntityTagHeaderValue($"\"{mask.Hash}\""));
    }

    internal static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetMasksAsync(
        Guid id, int? revision, string? volumeId, SeriesVolumes volumes, LabelingDbContext db, HttpContext context, CancellationToken ct)
    {
        if (await db.Labels.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) is not { } label)
            return LabelProblems.NotHere();
        if (LabelProblems.NoSuchRevision(label, revision) is { } problem)
            return problem;
        if (!volumes.TryFindKept(label.SeriesInstanceUid, volumeId, out var volume, out var changed))
            return changed;

        context.Response.Headers[VolumeHeaderName] = volume.Id;
        var shown = revision ?? label.HeadRevision;
        var masks = await db.MasksAtAsync(id, shown, volume, ct);
        return TypedResults.Bytes(
            SliceMasks.Encode(masks), SliceMasks.ContentType, entityTag: new EntityTagHeaderValue($"\"{id:N}-{shown}-{volume.Id}\""));
    }
}
