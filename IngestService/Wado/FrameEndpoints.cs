using System.Globalization;
using FellowOakDicom;
using Voxmark.IngestService.Dicom;
using Voxmark.IngestService.DicomWeb;
using Voxmark.ServiceDefaults.Objects;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.IngestService.Wado;

/// <summary>Frames of an instance, as they are stored or uncompressed (PS3.18 §10.4.1.1.3).</summary>
internal static class FrameEndpoints
{
    private const int MaxFrames = 1000;

    /// <param name="IsDecoded">False for the bytes as they are stored.</param>
    /// <param name="IsMultipart">False for a single frame as the body itself.</param>
    private sealed record Format(string MediaType, bool IsDecoded, bool IsMultipart);

    internal static async Task<IResult> GetAsync(
        string study, string series, string instance, string frames, HttpContext context, InstanceFiles files, IObjects objects,
        CancellationToken ct)
    {
        if (await files.FindAsync(study, series, instance, ct) is not { } file)
            return WadoProblems.NotStored();
        if (Numbers(frames) is not { } wanted)
            return Problem.Invalid($"Frames are listed by number with commas between them, at most {MaxFrames} at once.");
        try
        {
            var table = await file.FramesAsync(ct);
            if (wanted.Any(frame => frame >= table.Count))
                return WadoProblems.NoSuchFrame(table.Count);
            if (Negotiate(MediaRange.AcceptedBy(context.Request), file.TransferSyntaxUid, wanted.Count) is not { } format)
                return WadoProblems.NotAcceptable(
                    $"The frames are stored as {DicomUID.Parse(file.TransferSyntaxUid).Name}; they can be had so, "
                        + "or uncompressed as application/octet-stream.");
            var tag = $"{file.Hash}-{frames}-{(format.IsDecoded ? "u" : "s")}{(format.IsMultipart ? "m" : "")}";
            if (Caching.NotModified(context, tag) is { } notModified)
                return notModified;
            await WriteAsync(context, objects, file, table, wanted, format);
            return Results.Empty;
        }
        catch (Exception e) when (!context.Response.HasStarted && (e is UndecodableException || FileFaults.IsOfTheFile(e)))
        {
            return WadoProblems.NotAcceptable(
                $"These frames cannot be decoded ({DicomUID.Parse(file.TransferSyntaxUid).Name}). "
                    + "Ask for transfer-syntax=* to get them as they are stored.");
        }
    }

    /// <summary>The best of the accepted formats that these frames can have.</summary>
    private static Format? Negotiate(IReadOnlyList<MediaRange> accepted, string storedSyntax, int count)
    {
        var isCompressed = TransferSyntaxes.IsEncapsulated(storedSyntax);
        var storedType = TransferSyntaxes.MediaTypeOf(storedSyntax);
        foreach (var range in accepted)
        {
            var isMultipart = range.Type is MediaRange.Multipart or "multipart/*" or "*/*";
            var type = isMultipart ? range.PartType ?? MediaRange.OctetStream : range.Type;
            if (!isMultipart && count > 1)
                continue;
            if (type is MediaRange.OctetStream or "application/*" or "*/*")
                switch (range.TransferSyntax)
                {
                    case "*":
                        return new(MediaRange.OctetStream, IsDecoded: false, isMultipart);
                    case { } syntax when syntax == storedSyntax:
                        return new(MediaRange.OctetStream, IsDecoded: false, isMultipart);
                    case { } syntax when syntax != TransferSyntaxes.ExplicitLittleEndian:
                        continue;
                    default:
                        return new(MediaRange.OctetStream, isCompressed, isMultipart);
                }

            if (storedType is not null && (type == storedType || type == "image/*")
                && (range.TransferSyntax is null or "*" || range.TransferSyntax == storedSyntax))
                return new(storedType, IsDecoded: false, isMultipart);
        }

        return null;
    }

    private static async Task WriteAsync(
        HttpContext context, IObjects objects, InstanceFile file, FrameTable table, List<int> frames, Format format)
    {
        var decoded = format.IsDecoded || !table.LieInFile ? await DecodedFrames.DecodeAsync(file, frames, context.RequestAborted) : null;
        var syntax = decoded is null && TransferSyntaxes.IsEncapsulated(file.TransferSyntaxUid)
            ? file.TransferSyntaxUid
            : TransferSyntaxes.ExplicitLittleEndian;
        var partType = $"{format.MediaType}; transfer-syntax={syntax}";
        context.Response.ContentType = partType;
        var multipart = format.IsMultipart ? new MultipartWriter(context, format.MediaType) : null;
        multipart?.Start(null);

        var body = new List<StoredPiece>();
        for (var i = 0; i < frames.Count; i++)
        {
            if (multipart is not null)
                body.Add(StoredPiece.Of(multipart.HeadOf(partType)));
            if (decoded is not null)
                body.Add(StoredPiece.Of(decoded[i]));
            else
                body.AddRange(table[frames[i]].Select(range => StoredPiece.Of(file.Key, range.Start, range.Length)));
        }

        if (multipart is not null)
            body.Add(StoredPiece.Of(multipart.End));
        await StoredBody.AnswerAsync(context, objects, body);
    }

    /// <returns>0-based numbers; null for what is no list.</returns>
    private static List<int>? Numbers(string list)
    {
        var numbers = new List<int>();
        foreach (var text in list.Split(','))
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number < 1 || numbers.Count == MaxFrames)
                return null;
            numbers.Add(number - 1);
        }

        return numbers;
    }
}
