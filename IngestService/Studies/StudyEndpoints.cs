using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Dicom;
using Voxmark.IngestService.Persistence;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.IngestService.Studies;

internal static class StudyEndpoints
{
    private const int DefaultPageSize = 25;
    private const int MaxPageSize = 200;

    public static RouteGroupBuilder MapStudies(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/studies").WithTags("Studies").RequireAuthorization();
        group.MapGet("/", ListAsync).AuditRead("study.list");
        group.MapGet("/{studyInstanceUid}", FindAsync).AuditRead("study.read");
        return group;
    }

    /// <param name="search">Words in any order, each a part of a patient's name (with or without what separates its components)
    /// or id, an accession number or a study description.</param>
    /// <param name="modality">One or more of them, separated by commas: studies that have any.</param>
    /// <param name="from">First study date, inclusive.</param>
    /// <param name="to">Last study date, inclusive.</param>
    /// <param name="sort"><c>changed</c>, <c>date</c> or <c>patient</c>, with a minus sign in front for descending.</param>
    internal static async Task<Results<Ok<StudyPage>, ProblemHttpResult>> ListAsync(
        IngestDbContext db, CancellationToken ct, string? search = null, string? modality = null, DateOnly? from = null,
        DateOnly? to = null, string sort = StudyOrder.Default, int page = 1, int pageSize = DefaultPageSize)
    {
        page = Math.Max(1, page);
        pageSize = Math.Clamp(pageSize, 1, MaxPageSize);
        var studies = db.Studies.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(search))
            foreach (var word in NameSearch.Words(search.ToLowerInvariant()))
                studies = studies.Where(s => EF.Functions.Like(s.SearchText, LikePattern.Containing(word), LikePattern.Escape));
        if (modality?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } modalities)
            studies = studies.Where(s => s.Series.Any(series => modalities.Contains(series.Modality)));
        if (from is not null)
            studies = studies.Where(s => s.StudyDate >= from);
        if (to is not null)
            studies = studies.Where(s => s.StudyDate <= to);
        if (studies.InOrder(sort) is not { } ordered)
            return Problem.Invalid("no-such-order", "Studies can be sorted by changed, date or patient, with a minus sign for descending.");

        var total = await studies.CountAsync(ct);
        var found = await ordered
            .Skip((int)Math.Min((long)(page - 1) * pageSize, int.MaxValue)).Take(pageSize)
            .WithImageCounts().ToListAsync(ct);
        return TypedResults.Ok(new StudyPage(found.ConvertAll(Summaries.Of), total, page, pageSize));
    }

    internal static async Task<Results<Ok<StudySummary>, ProblemHttpResult>> FindAsync(
        string studyInstanceUid, IngestDbContext db, CancellationToken ct)
    {
        var study = await db.Studies.AsNoTracking().Where(s => s.StudyInstanceUid == studyInstanceUid)
            .WithImageCounts().SingleOrDefaultAsync(ct);
        return study is null
            ? Problem.NotFound("no-such-study", "This study is not stored here.")
            : TypedResults.Ok(Summaries.Of(study));
    }
}
