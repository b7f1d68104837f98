using System.Text.Json;
using Voxmark.Imaging;
using Voxmark.IngestService.Corrections;
using Voxmark.IngestService.DicomWeb;
using Voxmark.IngestService.Persistence;
using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.IngestService.Wado;

/// <summary>All attributes but the bulk data, in the DICOM JSON model (PS3.18 §10.4.1.1.2).</summary>
internal static class MetadataEndpoints
{
    internal static async Task<IResult> GetStudyAsync(
        string study, HttpContext context, InstanceFiles files, SeriesMetadata metadata, IObjects objects, CancellationToken ct)
    {
        if (DicomJsonResult.Refusal(context.Request) is { } refusal)
            return refusal;
        var series = (await files.FindAllAsync(study, null, null, ct)).Select(file => file.Series).Distinct().ToList();
        var kept = new List<SeriesMetadata.Kept>();
        foreach (var uid in series)
            if (await metadata.FindAsync(study, uid, ct) is { } found)
                kept.Add(found);
        if (kept.Count == 0)
            return WadoProblems.NotStored();
        if (Caching.NotModified(context, SeriesVersion.Of(kept.Select(k => k.Version))) is { } notModified)
            return notModified;

        // Each is an array: the brackets between them become commas.
        context.Response.ContentType = MediaRange.Json;
        var body = new List<StoredPiece>();
        foreach (var each in kept)
        {
            body.Add(StoredPiece.Of(body.Count == 0 ? "["u8.ToArray() : ","u8.ToArray()));
            body.Add(StoredPiece.Of(each.PlainKey, 1, await SizeAsync(objects, each.PlainKey, ct) - 2));
        }

        await StoredBody.AnswerAsync(context, objects, [.. body, StoredPiece.Of("]"u8.ToArray())]);
        return Results.Empty;
    }

    internal static async Task<IResult> GetSeriesAsync(
        string study, string series, HttpContext context, SeriesMetadata metadata, IObjects objects, CancellationToken ct)
    {
        if (DicomJsonResult.Refusal(context.Request) is { } refusal)
            return refusal;
        if (!Uid.IsValid(series) || await metadata.FindAsync(study, series, ct) is not { } kept)
            return WadoProblems.NotStored();
        var gzip = context.Request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value == "gzip" && e.Quality is not 0);
        if (Caching.NotModified(context, kept.Version + (gzip ? "-gz" : "")) is { } notModified)
            return notModified;

        var key = gzip ? kept.GzipKey : kept.PlainKey;
        context.Response.Headers.Vary = "Accept, Accept-Encoding";
        if (gzip)
            context.Response.Headers.ContentEncoding = "gzip";
        context.Response.ContentType = MediaRange.Json;
        await StoredBody.AnswerAsync(context, objects, [StoredPiece.Of(key, 0, await SizeAsync(objects, key, ct))]);
        return Results.Empty;
    }

    internal static async Task<IResult> GetInstanceAsync(
        string study, string series, string instance, HttpContext context, InstanceFiles files, IngestDbContext db, CancellationToken ct)
    {
        if (DicomJsonResult.Refusal(context.Request) is { } refusal)
            return refusal;
        if (await files.FindAsync(study, series, instance, ct) is not { } file)
            return WadoProblems.NotStored();
        var correction = await ActiveCorrection.FindAsync(db, study, ct);
        if (Caching.NotModified(context, $"{file.Hash}-metadata-{correction?.Id:N}") is { } notModified)
            return notModified;
        context.Response.ContentType = MediaRange.Json;
        using var local = await file.LocalAsync(ct);
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter, new() { SkipValidation = true });
        writer.WriteStartArray();
        DicomJsonResult.Write(writer, InstanceMetadata.Of(file, local, correction));
        writer.WriteEndArray();
        return Results.Empty;
    }

    private static async ValueTask<long> SizeAsync(IObjects objects, string key, CancellationToken ct) =>
        (await objects.FindAsync(key, ct) ?? throw new FileNotFoundException("Metadata that was just made is gone.")).SizeBytes;
}
