using System.Buffers;
using System.Text.Json;
using FellowOakDicom;
using Voxmark.IngestService.DicomWeb;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.IngestService.Qido;

/// <summary>QIDO-RS: the search transaction of PS3.18 §10.6.</summary>
internal static class QidoEndpoints
{
    public static RouteGroupBuilder MapQido(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(DicomWebAddress.Root).WithTags("QIDO-RS").RequireAuthorization();
        Map("/studies", QidoLevel.Study, "study.list");
        Map("/series", QidoLevel.Series, "study.list");
        Map("/instances", QidoLevel.Instance, "study.list");
        Map("/studies/{study}/series", QidoLevel.Series, "study.read");
        Map("/studies/{study}/instances", QidoLevel.Instance, "study.read");
        Map("/studies/{study}/series/{series}/instances", QidoLevel.Instance, "series.read");
        return group;

        void Map(string pattern, QidoLevel level, string action) => group
            .MapGet(pattern, (HttpContext context, QidoSearch search, string? study = null, string? series = null) =>
                SearchAsync(context, search, level, study, series))
            .AuditRead(action)
            .Produces(StatusCodes.Status200OK, contentType: MediaRange.Json)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status406NotAcceptable);
    }

    private static async Task<IResult> SearchAsync(
        HttpContext context, QidoSearch search, QidoLevel level, string? study, string? series)
    {
        if (DicomJsonResult.Refusal(context.Request) is { } refusal)
            return refusal;
        var body = new ArrayBufferWriter<byte>(64 * 1024);
        var count = 0;
        try
        {
            var query = QidoQuery.Parse(
                level, context.Request.Query, (DicomTag.StudyInstanceUID, study), (DicomTag.SeriesInstanceUID, series));
            await using var writer = new Utf8JsonWriter(body, new() { SkipValidation = true });
            var origin = DicomWebAddress.Origin(context.Request);
            writer.WriteStartArray();
            var isTruncated = await search.RunAsync(query, async row =>
            {
                await row.WriteToAsync(writer, origin);
                count++;
            }, context.RequestAborted);
            writer.WriteEndArray();
            if (isTruncated)
                context.Response.Headers.Warning = "299 voxmark \"There are additional results that can be requested\"";
        }
        catch (BadQueryException e)
        {
            return Problem.Invalid(e.Message);
        }

        if (count == 0)
            return Results.NoContent();
        context.Response.ContentType = MediaRange.Json;
        context.Response.ContentLength = body.WrittenCount;
        context.Response.Headers.CacheControl = "private, no-cache";
        await context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
        return Results.Empty;
    }
}
