using FellowOakDicom;
using Voxmark.IngestService.DicomWeb;

namespace Voxmark.IngestService.Wado;

/// <summary>Whole instances: of a study, of a series, or one (PS3.18 §10.4.1.1.1).</summary>
internal static class InstanceEndpoints
{
    /// <param name="IsTranscoded">False for the very bytes that came.</param>
    private sealed record Format(bool IsTranscoded, bool IsMultipart);

    internal static Task<IResult> GetStudyAsync(string study, HttpContext context, InstanceFiles files) =>
        SendAsync(study, null, null, context, files);

    internal static Task<IResult> GetSeriesAsync(string study, string series, HttpContext context, InstanceFiles files) =>
        SendAsync(study, series, null, context, files);

    internal static Task<IResult> GetInstanceAsync(
        string study, string series, string instance, HttpContext context, InstanceFiles files) =>
        SendAsync(study, series, instance, context, files);

    private static async Task<IResult> SendAsync(
        string study, string? series, string? instance, HttpContext context, InstanceFiles files)
    {
        var found = await files.FindAllAsync(study, series, instance, context.RequestAborted);
        if (found.Count == 0)
            return WadoProblems.NotStored();
        if (Negotiate(MediaRange.AcceptedBy(context.Request), found) is not { } format)
            return WadoProblems.NotAcceptable(
                "Instances can be had as application/dicom, in the transfer syntax they are stored in (transfer-syntax=*) or explicit VR little endian; several of them in multipart/related only.");
        if (Caching.NotModified(context, $"{TagOf(found)}-{(format.IsTranscoded ? "u" : "s")}{(format.IsMultipart ? "m" : "")}") is { } notModified)
            return notModified;

        // The first one is decoded before anything is sent: what cannot be decoded is refused with a status.
        byte[]? first;
        try
        {
            first = format.IsTranscoded ? Transcoded(found[0]) : null;
        }
        catch (UndecodableException)
        {
            return WadoProblems.NotAcceptable(
                $"It cannot be decoded ({DicomUID.Parse(found[0].TransferSyntaxUid).Name}). Ask for transfer-syntax=* to get it as it is stored.");
        }

        await WriteAsync(context, found, format, first);
        return Results.Empty;
    }

    private static Format? Negotiate(IReadOnlyList<MediaRange> accepted, IReadOnlyList<InstanceFile> files)
    {
        foreach (var range in accepted)
        {
            var isMultipart = range.Type is MediaRange.Multipart or "multipart/*" or "*/*";
            if (isMultipart ? range.PartType is not (null or MediaRange.Dicom) : range.Type is not (MediaRange.Dicom or "application/*") || files.Count > 1)
                continue;
            if (range.TransferSyntax is not { } syntax || syntax == "*" || files.All(file => file.TransferSyntaxUid == syntax))
                return new(IsTranscoded: false, isMultipart);
            if (syntax == TransferSyntaxes.ExplicitLittleEndian)
                return new(IsTranscoded: true, isMultipart);
        }

        return null;
    }

    private static async Task WriteAsync(HttpContext context, IReadOnlyList<InstanceFile> files, Format format, byte[]? first)
    {
        var body = format.IsMultipart ? new MultipartWriter(context, MediaRange.Dicom) : null;
        if (body is null)
            (context.Response.ContentType, context.Response.ContentLength) =
                ($"{MediaRange.Dicom}; transfer-syntax={SyntaxOf(files[0], format)}", first?.Length ?? files[0].SizeBytes);
        else if (format.IsTranscoded)
            body.Start(null);
        else
            body.Start(files.Select(file => (PartType(file, format), file.SizeBytes)));
        if (HttpMethods.IsHead(context.Request.Method))
            return;

        for (var i = 0; i < files.Count; i++)
        {
            body?.WriteHead(PartType(files[i], format));
            if (format.IsTranscoded)
                await context.Response.BodyWriter.WriteAsync((i == 0 ? first : null) ?? Transcoded(files[i]), context.RequestAborted);
            else
                await SendFileAsync(context, files[i]);
        }

        if (body is not null)
            await body.FinishAsync();
    }

    private static async Task SendFileAsync(HttpContext context, InstanceFile file)
    {
        using var handle = File.OpenHandle(file.Path);
        await FileSending.SendAsync(context, handle, 0, file.SizeBytes);
    }

    private static byte[] Transcoded(InstanceFile file) =>
        file.TransferSyntaxUid == TransferSyntaxes.ExplicitLittleEndian ? File.ReadAllBytes(file.Path) : DecodedFrames.DecodeFile(file);

    private static string SyntaxOf(InstanceFile file, Format format) =>
        format.IsTranscoded ? TransferSyntaxes.ExplicitLittleEndian : file.TransferSyntaxUid;

    private static string PartType(InstanceFile file, Format format) => $"{MediaRange.Dicom}; transfer-syntax={SyntaxOf(file, format)}";

    private static string TagOf(IReadOnlyList<InstanceFile> files) =>
        files.Count == 1 ? files[0].Hash : SeriesVersion.Of(files.Select(file => file.Hash));
}
