using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Persistence;
using Voxmark.IngestService.Storage;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.IngestService.Studies;

internal static class StudyEndpoints
{
    private const int DefaultPageSize = 25;
    private const int MaxPageSize = 200;

    public static RouteGroupBuilder MapStudies(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/studies").WithTags("Studies").RequireAuthorization();
        group.MapGet("/", ListAsync);
        group.MapGet("/{studyInstanceUid}", FindAsync);
        return group;
    }

    /// <param name="search">Part of a patient's name or id, an accession number or a study description.</param>
    internal static async Task<StudyPage> ListAsync(
        IngestDbContext db, CancellationToken ct, string? search = null, string? modality = null, int page = 1, int pageSize = DefaultPageSize)
    {
        page = Math.Max(1, page);
        pageSize = Math.Clamp(pageSize, 1, MaxPageSize);
        var studies = db.Studies.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(search))
            studies = studies.Where(Matches(search.Trim()));
        if (!string.IsNullOrWhiteSpace(modality))
            studies = studies.Where(s => s.Series.Any(series => series.Modality == modality));

        var total = await studies.CountAsync(ct);
        var found = await studies
            .OrderByDescending(s => s.ChangedAt).ThenBy(s => s.StudyInstanceUid)
            .Skip((int)Math.Min((long)(page - 1) * pageSize, int.MaxValue)).Take(pageSize)
            .WithImageCounts().ToListAsync(ct);
        return new(found.ConvertAll(Summaries.Of), total, page, pageSize);
    }

    internal static async Task<Results<Ok<StudySummary>, ProblemHttpResult>> FindAsync(
        string studyInstanceUid, IngestDbContext db, CancellationToken ct)
    {
        var study = await db.Studies.AsNoTracking().Where(s => s.StudyInstanceUid == studyInstanceUid)
            .WithImageCounts().SingleOrDefaultAsync(ct);
        return study is null
            ? Problem.NotFound("This study is not stored here.")
            : TypedResults.Ok(Summaries.Of(study));
    }

    private static System.Linq.Expressions.Expression<Func<StoredStudy, bool>> Matches(string search)
    {
        // Carets separate a DICOM name's components; people type spaces.
        var words = search.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
        var pattern = $"%{words}%";
        var name = $"%{words.Replace(' ', '^')}%";
        return s => EF.Functions.ILike(s.PatientName!, name) || EF.Functions.ILike(s.PatientName!, pattern)
            || EF.Functions.ILike(s.PatientId!, pattern)
            || EF.Functions.ILike(s.AccessionNumber!, pattern) || EF.Functions.ILike(s.StudyDescription!, pattern);
    }
}
