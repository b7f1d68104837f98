using Microsoft.AspNetCore.Http.HttpResults;
using Voxmark.Contracts.Quant;
using Voxmark.QuantService.Persistence;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Clients;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.QuantService.Patients;

internal static class PatientValueEndpoints
{
    public static RouteHandlerBuilder MapPatientValues(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/api/quant/patient-values", TypeAsync).WithTags("Quantification").RequireAuthorization(Policies.Annotate)
            .AuditChange("quant.type");

    internal static async Task<Results<NoContent, ProblemHttpResult>> TypeAsync(
        TypePatientValues body, IngestClient ingest, QuantDbContext db, CurrentUser user, TimeProvider clock, HttpContext context,
        CancellationToken ct)
    {
        if (PatientValueRules.WhatIsWrong(body.HeightCm, body.WeightKg) is { } wrong)
            return Problem.InvalidField(wrong.Field, wrong.Why);
        if (string.IsNullOrEmpty(body.SeriesInstanceUid) || await ingest.FindSeriesAsync(body.SeriesInstanceUid, ct) is not { } found)
            return Problem.NotFound("no-such-series", "This series is not stored here.");

        context.NoteForAudit(series: body.SeriesInstanceUid);
        var before = await TypedPatientValues.FindAsync(db, found.Study.StudyInstanceUid, ct);
        await before.With(body.HeightCm, body.WeightKg, found.Patient, user.Person, clock.GetUtcNow()).KeepAsync(db, ct);
        return TypedResults.NoContent();
    }
}
