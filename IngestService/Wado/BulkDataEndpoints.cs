using System.Globalization;
using FellowOakDicom;
using FellowOakDicom.IO.Buffer;
using Voxmark.IngestService.DicomWeb;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.IngestService.Wado;

/// <summary>Large binary values, as the metadata addresses them: <c>tag</c>, or <c>sequence/item/tag</c> (PS3.18 §10.4.1.1.5).</summary>
internal static class BulkDataEndpoints
{
    internal static async Task<IResult> GetAsync(
        string study, string series, string instance, string path, HttpContext context, InstanceFiles files, CancellationToken ct)
    {
        if (await files.FindAsync(study, series, instance, ct) is not { } file)
            return WadoProblems.NotStored();
        using var local = await file.LocalAsync(ct);
        var value = Find(DicomFile.Open(local.Path, FileReadOption.ReadLargeOnDemand).Dataset, path.Split('/'));
        if (value is null)
            return Problem.NotFound("This instance has no such value.");
        var accepted = MediaRange.AcceptedBy(context.Request).FirstOrDefault(range =>
            range.Type is "*/*" or "application/*" or MediaRange.OctetStream
            || (range.Type == MediaRange.Multipart && range.PartType is null or MediaRange.OctetStream or "*/*"));
        if (accepted is null)
            return WadoProblems.NotAcceptable("Bulk data can be had as application/octet-stream.");
        var isMultipart = accepted.Type == MediaRange.Multipart;
        if (Caching.NotModified(context, $"{file.Hash}-{path.Replace('/', '.')}{(isMultipart ? "-m" : "")}") is { } notModified)
            return notModified;
        await WriteAsync(context, value, isMultipart);
        return Results.Empty;
    }

    private static async Task WriteAsync(HttpContext context, IByteBuffer value, bool isMultipart)
    {
        var body = isMultipart ? new MultipartWriter(context, MediaRange.OctetStream) : null;
        if (body is not null)
            body.Start([(MediaRange.OctetStream, value.Size)]);
        else
            (context.Response.ContentType, context.Response.ContentLength) = (MediaRange.OctetStream, value.Size);
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        body?.WriteHead(MediaRange.OctetStream);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        await value.CopyToStreamAsync(context.Response.Body, context.RequestAborted);
        if (body is not null)
            await body.FinishAsync();
    }

    private static IByteBuffer? Find(DicomDataset dataset, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty || !uint.TryParse(path[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
            return null;
        return (dataset.FirstOrDefault(item => item.Tag.Group == number >> 16 && item.Tag.Element == (number & 0xffff)), path.Length) switch
        {
            (DicomSequence sequence, > 2) when int.TryParse(path[1], NumberStyles.None, CultureInfo.InvariantCulture, out var item)
                && item >= 1 && item <= sequence.Items.Count => Find(sequence.Items[item - 1], path[2..]),
            (DicomElement element, 1) => element.Buffer,
            (DicomFragmentSequence fragments, 1) => new CompositeByteBuffer(fragments.Fragments),
            _ => null,
        };
    }
}
