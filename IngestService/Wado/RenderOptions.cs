using System.Globalization;
using Voxmark.Imaging.Volumes;
using Voxmark.IngestService.DicomWeb;

namespace Voxmark.IngestService.Wado;

/// <summary>What a client asks of a picture (PS3.18 §8.3.5).</summary>
/// <param name="Window">In modality values; null for the image's own. Colours have none.</param>
/// <param name="Viewport">Pixels that the picture has to fit into.</param>
/// <param name="Region">The part of the image that is shown, in its pixels.</param>
internal sealed record RenderOptions(
    bool IsPng, int Quality, VolumeWindow? Window, (int Width, int Height)? Viewport,
    (int Left, int Top, int Width, int Height)? Region)
{
    private const int DefaultQuality = 90;
    private const int MaxSide = 4096;

    public static (int, int) ThumbnailViewport => (128, 128);

    /// <returns>The options, or a sentence for the user about the one that is wrong.</returns>
    public static (RenderOptions? Options, string? Problem) Parse(IQueryCollection query, bool isPng)
    {
        var quality = DefaultQuality;
        if (query["quality"].ToString() is { Length: > 0 } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out quality) || quality is < 1 or > 100))
            return (null, "quality is a whole number from 1 to 100.");
        VolumeWindow? window = null;
        if (query["window"].ToString() is { Length: > 0 } asked && (window = WindowOf(asked)) is null)
        {
            return (null, "window is the centre, the width and maybe linear, linear-exact or sigmoid, with commas between them; "
                + "the width is above 0, with linear 1 or more.");
        }

        var parts = query["viewport"].ToString() is { Length: > 0 } viewport ? Array.ConvertAll(viewport.Split(','), Number) : [];
        if (parts.Length is not (0 or 2 or 6)
            || parts.Any(part => part is not (>= 0 and <= ushort.MaxValue))
            || parts.Take(2).Any(part => part is not (>= 1 and <= MaxSide)))
        {
            return (null, $"viewport is a width and a height up to {MaxSide} pixels, "
                + "and the left, top, width and height of a part if not all of the image is wanted.");
        }

        var whole = Array.ConvertAll(parts, part => (int)part!.Value);
        if (whole is [_, _, _, _, 0, _] or [_, _, _, _, _, 0])
            return (null, "The part of the image that viewport names is empty.");
        return (new(
            isPng, quality, window, whole is [var vw, var vh, ..] ? (vw, vh) : null,
            whole is [_, _, var left, var top, var partWidth, var partHeight] ? (left, top, partWidth, partHeight) : null), null);
    }

    /// <returns>False for JPEG; null where the client accepts neither.</returns>
    public static bool? WantsPng(HttpRequest request) =>
        MediaRange.AcceptedBy(request).Select(range => IsPngType(range.Type)).FirstOrDefault(isPng => isPng is not null);

    /// <summary>The same for several pictures, which go into multipart/related.</summary>
    public static bool? WantsPngParts(HttpRequest request) => MediaRange.AcceptedBy(request)
        .Select(range => range.Type is MediaRange.Multipart or "multipart/*" ? IsPngType(range.PartType ?? "*/*") : IsPngType(range.Type))
        .FirstOrDefault(isPng => isPng is not null);

    private static bool? IsPngType(string mediaType) => mediaType switch
    {
        "image/png" => true,
        "image/jpeg" or "image/*" or "*/*" => false,
        _ => null,
    };

    /// <summary>As large as the viewport allows without changing the aspect.</summary>
    public (int Width, int Height) FitInto(int width, int height)
    {
        if (Viewport is not { } viewport)
            return (width, height);
        var scale = Math.Min((double)viewport.Width / width, (double)viewport.Height / height);
        return (Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
    }

    /// <summary>Centre, width and VOI LUT function (PS3.18 §8.3.5.1.2, which has the function in small letters).</summary>
    private static VolumeWindow? WindowOf(string text)
    {
        var parts = text.Split(',');
        if (parts.Length is not (2 or 3) || Number(parts[0]) is not { } center || Number(parts[1]) is not { } width)
            return null;
        var shape = parts.ElementAtOrDefault(2)?.Trim().ToUpperInvariant().Replace('-', '_') switch
        {
            null or "" or "LINEAR" => VolumeWindow.Linear,
            "LINEAR_EXACT" => VolumeWindow.LinearExact,
            "SIGMOID" => VolumeWindow.Sigmoid,
            _ => null,
        };
        var least = shape == VolumeWindow.Linear ? 1 : double.Epsilon;
        return shape is null || width < least ? null : new("", center, width, shape);
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
