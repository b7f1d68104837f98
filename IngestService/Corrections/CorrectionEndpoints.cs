using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Persistence;
using Voxmark.IngestService.Storage;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.IngestService.Corrections;

/// <summary>
/// A study's patient, put right without touching its files: lists, searches and what goes out by DICOMweb carry the
/// correction, which says who made it and can be withdrawn.
/// </summary>
internal static class CorrectionEndpoints
{
    /// <summary>A study that was sent again whole has hundreds of images that all say the same.</summary>
    private const int MaxSetAside = 2000;

    public static RouteGroupBuilder MapCorrections(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/studies/{studyInstanceUid}/patient")
            .WithTags("Corrections").RequireAuthorization(Policies.Administer);
        group.MapGet("/", FindAsync).AuditRead("study.read");
        group.MapPut("/", CorrectAsync).AuditChange("patient.correct");
        group.MapDelete("/correction", WithdrawAsync).AuditChange("patient.withdraw-correction");
        return group;
    }

    internal static async Task<Results<Ok<StudyPatient>, ProblemHttpResult>> FindAsync(
        string studyInstanceUid, IngestDbContext db, CancellationToken ct) =>
        await db.Studies.AsNoTracking().SingleOrDefaultAsync(s => s.StudyInstanceUid == studyInstanceUid, ct) is { } study
            ? TypedResults.Ok(await DescribeAsync(study, db, ct))
            : NotHere();

    internal static async Task<Results<Ok<StudyPatient>, ProblemHttpResult>> CorrectAsync(
        string studyInstanceUid, CorrectPatient body, IngestDbContext db, CurrentUser user, TimeProvider clock, CancellationToken ct)
    {
        var to = CorrectionRules.Tidied(body.Patient);
        if (CorrectionRules.WhatIsWrong(to, body.Reason, DateOnly.FromDateTime(clock.GetLocalNow().Date)) is { } wrong)
            return Problem.Invalid(wrong);

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await LockAsync(studyInstanceUid, db, ct) is not { } study)
            return NotHere();
        if (study.Patient == to)
            return Problem.Invalid("patient-as-it-is", "The study says exactly that already. Nothing was changed.");
        var now = clock.GetUtcNow();
        db.Add(new StoredCorrection
        {
            Id = Guid.CreateVersion7(now), StudyInstanceUid = studyInstanceUid, From = study.Patient, To = to,
            Reason = string.IsNullOrWhiteSpace(body.Reason) ? null : body.Reason.Trim(),
            CorrectedById = user.Id, CorrectedBy = user.Name, CorrectedAt = now,
        });
        (study.Patient, study.IsPatientCorrected) = (to, true);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.Ok(await DescribeAsync(study, db, ct));
    }

    /// <summary>Takes the newest correction back; the one before it, or what the files say, holds again.</summary>
    internal static async Task<Results<Ok<StudyPatient>, ProblemHttpResult>> WithdrawAsync(
        string studyInstanceUid, IngestDbContext db, CurrentUser user, TimeProvider clock, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await LockAsync(studyInstanceUid, db, ct) is not { } study)
            return NotHere();
        var holding = await db.Corrections.Where(c => c.StudyInstanceUid == studyInstanceUid && c.WithdrawnAt == null)
            .OrderByDescending(c => c.CorrectedAt).Take(2).ToListAsync(ct);
        if (holding is not [var newest, ..])
            return Problem.Conflict("nothing-corrected", "Nobody has corrected this study's patient. There is nothing to take back.");
        (newest.WithdrawnById, newest.WithdrawnBy, newest.WithdrawnAt) = (user.Id, user.Name, clock.GetUtcNow());
        (study.Patient, study.IsPatientCorrected) = (newest.From, holding.Count > 1);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.Ok(await DescribeAsync(study, db, ct));
    }

    /// <summary>Corrections of one study wait for one another, and for files that are just being stored in it.</summary>
    private static async Task<StoredStudy?> LockAsync(string studyInstanceUid, IngestDbContext db, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"SELECT FROM studies WHERE study_instance_uid = {studyInstanceUid} FOR UPDATE", ct);
        return await db.Studies.SingleOrDefaultAsync(s => s.StudyInstanceUid == studyInstanceUid, ct);
    }

    private static async Task<StudyPatient> DescribeAsync(StoredStudy study, IngestDbContext db, CancellationToken ct)
    {
        var corrections = await db.Corrections.AsNoTracking().Where(c => c.StudyInstanceUid == study.StudyInstanceUid)
            .OrderByDescending(c => c.CorrectedAt).ToListAsync(ct);
        var setAside = await db.Quarantine.AsNoTracking().Where(q => q.StudyInstanceUid == study.StudyInstanceUid)
            .OrderByDescending(q => q.ReceivedAt).Take(MaxSetAside).Select(q => q.Patient).ToListAsync(ct);
        return new(
            study.Patient, corrections.ConvertAll(c => c.ToContract()),
            [.. setAside.OfType<PatientIdentity>().Where(p => p != study.Patient).Distinct()]);
    }

    private static ProblemHttpResult NotHere() => Problem.NotFound("no-such-study", "This study is not stored here.");
}
