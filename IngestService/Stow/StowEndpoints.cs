using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Voxmark.Imaging;
using Voxmark.IngestService.DicomWeb;
using Voxmark.IngestService.Storage;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.IngestService.Stow;

/// <summary>STOW-RS: the store transaction of PS3.18 §10.5.</summary>
internal static class StowEndpoints
{
    public static RouteGroupBuilder MapStow(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(DicomWebAddress.Root).WithTags("STOW-RS").RequireAuthorization(Policies.Annotate)
            .AuditChange("image.store");
        foreach (var pattern in (string[])["/studies", "/studies/{study}"])
            group.MapPost(pattern, StoreAsync)
                .WithMetadata(new DisableRequestSizeLimitAttribute()) // StowReceiver counts
                .Accepts<Stream>(MediaRange.Multipart, MediaRange.Dicom)
                .Produces(StatusCodes.Status200OK, contentType: MediaRange.Json)
                .Produces(StatusCodes.Status202Accepted, contentType: MediaRange.Json)
                .Produces(StatusCodes.Status409Conflict, contentType: MediaRange.Json)
                .ProducesProblem(StatusCodes.Status400BadRequest)
                .ProducesProblem(StatusCodes.Status406NotAcceptable)
                .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        return group;
    }

    internal static async Task<IResult> StoreAsync(
        HttpContext context, StowReceiver receiver, CancellationToken ct, string? study = null)
    {
        var contentType = MediaRange.Parse(context.Request.ContentType);
        if ((RefusalOf(contentType) ?? RefusalOfCoding(context.Request)) is { } unsupported)
            return unsupported;
        if (study is not null && !Uid.IsValid(study))
            return Problem.Invalid("The address names no valid Study Instance UID.");
        if (DicomJsonResult.Refusal(context.Request) is { } refusal)
            return refusal;

        var (outcomes, malformed) = await receiver.ReceiveAsync(
            StowParts.ReadAsync(context.Request, contentType!, ct), study, ct);
        context.NoteForAudit(
            study ?? Only(outcomes, header => header.StudyInstanceUid), Only(outcomes, header => header.SeriesInstanceUid),
            Only(outcomes, header => header.SopInstanceUid));
        if (malformed is not null)
            return Problem.Invalid(outcomes.Count == 0
                ? malformed
                : $"{malformed} {outcomes.Count(o => o.Failure is null)} files before that are stored; send the others again.");
        await StowResponse.WriteAsync(context, outcomes);
        return Results.Empty;
    }

    /// <summary>What all instances have in common; null when they differ.</summary>
    private static string? Only(IReadOnlyList<StowOutcome> outcomes, Func<InstanceHeader, string> uid) =>
        outcomes.Select(outcome => outcome.Header).OfType<InstanceHeader>().Select(uid).Distinct().Take(2).ToList() is [var only]
            ? only
            : null;

    /// <summary>A body that is compressed as a whole would look like a malformed one.</summary>
    private static ProblemHttpResult? RefusalOfCoding(HttpRequest request) =>
        request.Headers.ContentEncoding.ToString() is "" or "identity"
            ? null
            : Problem.Of(
                StatusCodes.Status415UnsupportedMediaType, ProblemTypes.Invalid, "Not a format that can be stored",
                Sentences.Of("content-encoding-unknown",
                    "Send the request without Content-Encoding. Files may be compressed themselves, by their transfer syntax."));

    private static ProblemHttpResult? RefusalOf(MediaRange? type)
    {
        if (type?.Type == MediaRange.Dicom || (type?.Type == MediaRange.Multipart && type.PartType is null or MediaRange.Dicom))
            return null;
        return Problem.Of(
            StatusCodes.Status415UnsupportedMediaType, ProblemTypes.Invalid, "Not a format that can be stored",
            "Send DICOM files: multipart/related; type=\"application/dicom\" with one file in each part, "
                + "or a single file as application/dicom.");
    }
}
