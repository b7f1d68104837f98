using FellowOakDicom;
using Voxmark.IngestService.Corrections;
using Voxmark.IngestService.DicomWeb;
using Voxmark.IngestService.Persistence;
using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.IngestService.Wado;

/// <summary>Whole instances: of a study, of a series, or one (PS3.18 §10.4.1.1.1).</summary>
internal static class InstanceEndpoints
{
    /// <param name="IsTranscoded">False for the transfer syntax that came.</param>
    private sealed record Format(bool IsTranscoded, bool IsMultipart);

    internal static Task<IResult> GetStudyAsync(
        string study, HttpContext context, InstanceFiles files, IObjects objects, IngestDbContext db) =>
        SendAsync(study, null, null, context, files, objects, db);

    internal static Task<IResult> GetSeriesAsync(
        string study, string series, HttpContext context, InstanceFiles files, IObjects objects, IngestDbContext db) =>
        SendAsync(study, series, null, context, files, objects, db);

    internal static Task<IResult> GetInstanceAsync(
        string study, string series, string instance, HttpContext context, InstanceFiles files, IObjects objects, IngestDbContext db) =>
        SendAsync(study, series, instance, context, files, objects, db);

    private static async Task<IResult> SendAsync(
        string study, string? series, string? instance, HttpContext context, InstanceFiles files, IObjects objects, IngestDbContext db)
    {
        IReadOnlyList<InstanceFile> found = series is not null && instance is not null
            ? await files.FindAsync(study, series, instance, context.RequestAborted) is { } one ? [one] : []
            : await files.FindAllAsync(study, series, instance, context.RequestAborted);
        if (found.Count == 0)
            return WadoProblems.NotStored();
        if (Negotiate(MediaRange.AcceptedBy(context.Request), found) is not { } format)
            return WadoProblems.NotAcceptable(
                "Instances can be had as application/dicom, in the transfer syntax they are stored in (transfer-syntax=*) "
                    + "or explicit VR little endian; several of them in multipart/related only.");
        var correction = await ActiveCorrection.FindAsync(db, study, context.RequestAborted);
        var tag = $"{TagOf(found)}-{(format.IsTranscoded ? "u" : "s")}{(format.IsMultipart ? "m" : "")}{correction?.Id:N}";
        if (Caching.NotModified(context, tag) is { } notModified)
            return notModified;
        if (!format.IsTranscoded && correction is null)
        {
            await WriteStoredAsync(context, objects, found, format);
            return Results.Empty;
        }

        // The first one is made before anything is sent: what cannot be decoded is refused with a status.
        byte[] first;
        try
        {
            first = await RewrittenAsync(found[0]);
        }
        catch (UndecodableException)
        {
            return WadoProblems.NotAcceptable(
                $"It cannot be decoded ({DicomUID.Parse(found[0].TransferSyntaxUid).Name}). "
                    + "Ask for transfer-syntax=* to get it as it is stored.");
        }

        await WriteRewrittenAsync(context, found, format, first, RewrittenAsync);
        return Results.Empty;

        async Task<byte[]> RewrittenAsync(InstanceFile file)
        {
            if (correction is not null || file.TransferSyntaxUid != TransferSyntaxes.ExplicitLittleEndian)
                return await DecodedFrames.RewriteFileAsync(file, correction, format.IsTranscoded, context.RequestAborted);
            using var local = await file.LocalAsync(context.RequestAborted);
            return await File.ReadAllBytesAsync(local.Path, context.RequestAborted);
        }
    }

    private static Format? Negotiate(IReadOnlyList<MediaRange> accepted, IReadOnlyList<InstanceFile> files)
    {
        foreach (var range in accepted)
        {
            var isMultipart = range.Type is MediaRange.Multipart or "multipart/*" or "*/*";
            if (isMultipart
                ? range.PartType is not (null or MediaRange.Dicom)
                : range.Type is not (MediaRange.Dicom or "application/*") || files.Count > 1)
                continue;
            if (range.TransferSyntax is not { } syntax || syntax == "*" || files.All(file => file.TransferSyntaxUid == syntax))
                return new(IsTranscoded: false, isMultipart);
            if (syntax == TransferSyntaxes.ExplicitLittleEndian)
                return new(IsTranscoded: true, isMultipart);
        }

        return null;
    }

    private static Task WriteStoredAsync(HttpContext context, IObjects objects, IReadOnlyList<InstanceFile> files, Format format)
    {
        context.Response.ContentType = PartType(files[0], format);
        if (!format.IsMultipart)
            return StoredBody.AnswerAsync(context, objects, [StoredPiece.Of(files[0].Key, 0, files[0].SizeBytes)]);
        var multipart = new MultipartWriter(context, MediaRange.Dicom);
        multipart.Start(null);
        var parts = files.SelectMany(file => new[]
        {
            StoredPiece.Of(multipart.HeadOf(PartType(file, format))), StoredPiece.Of(file.Key, 0, file.SizeBytes),
        });
        return StoredBody.AnswerAsync(context, objects, [.. parts, StoredPiece.Of(multipart.End)]);
    }

    private static async Task WriteRewrittenAsync(
        HttpContext context, IReadOnlyList<InstanceFile> files, Format format, byte[] first, Func<InstanceFile, Task<byte[]>> rewritten)
    {
        var body = format.IsMultipart ? new MultipartWriter(context, MediaRange.Dicom) : null;
        if (body is null)
            (context.Response.ContentType, context.Response.ContentLength) = (PartType(files[0], format), first.Length);
        else
            body.Start(null);
        if (HttpMethods.IsHead(context.Request.Method))
            return;

        for (var i = 0; i < files.Count; i++)
        {
            body?.WriteHead(PartType(files[i], format));
            await context.Response.BodyWriter.WriteAsync(i == 0 ? first : await rewritten(files[i]), context.RequestAborted);
        }

        if (body is not null)
            await body.FinishAsync();
    }

    private static string SyntaxOf(InstanceFile file, Format format) =>
        format.IsTranscoded ? TransferSyntaxes.ExplicitLittleEndian : file.TransferSyntaxUid;

    private static string PartType(InstanceFile file, Format format) => $"{MediaRange.Dicom}; transfer-syntax={SyntaxOf(file, format)}";

    private static string TagOf(IReadOnlyList<InstanceFile> files) =>
        files.Count == 1 ? files[0].Hash : SeriesVersion.Of(files.Select(file => file.Hash));
}
