using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.WebUtilities;
using Voxmark.IngestService.DicomWeb;

namespace Voxmark.IngestService.Stow;

/// <summary>The instances in a request's body, one after the other as they come off the wire.</summary>
internal static class StowParts
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>RFC 2046 §5.1.1 allows 70 characters.</summary>
    private const int MaxBoundaryLength = 200;

    /// <param name="PartType">Of a part that is no DICOM file; such a part is skipped by its reader.</param>
    internal sealed record Part(Stream Content, string? PartType)
    {
        public bool IsDicom => PartType is null or MediaRange.Dicom or MediaRange.OctetStream;
    }

    /// <exception cref="MalformedBodyException">The message is for the user.</exception>
    public static async IAsyncEnumerable<Part> ReadAsync(
        HttpRequest request, MediaRange contentType, [EnumeratorCancellation] CancellationToken ct)
    {
        if (contentType.Type == MediaRange.Dicom)
        {
            yield return new(request.Body, MediaRange.Dicom);
            yield break;
        }

        if (contentType.Parameter("boundary") is not { Length: > 0 and <= MaxBoundaryLength } boundary)
            throw new MalformedBodyException("The Content-Type names no boundary between the parts.");

        var reader = new MultipartReader(boundary, request.Body, BufferBytes);
        var count = 0;
        while (await NextAsync(reader, ct) is { } section)
        {
            count++;
            yield return new(new PartStream(section.Body), MediaRange.Parse(section.ContentType)?.Type);
        }

        if (count == 0)
            throw new MalformedBodyException("The body has no parts. Each DICOM file is a part of its own.");
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken ct)
    {
        try
        {
            return await reader.ReadNextSectionAsync(ct);
        }
        catch (Exception e) when (PartStream.IsOfTheBody(e))
        {
            throw new MalformedBodyException(
                "The body ends early, or its parts are not separated by the boundary that the Content-Type names.", e);
        }
    }
}

/// <summary>A body that is not what its Content-Type says. The message is for the user.</summary>
internal sealed class MalformedBodyException : Exception
{
    public MalformedBodyException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
