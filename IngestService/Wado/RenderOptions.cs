using System.Globalization;
using Voxmark.IngestService.DicomWeb;

namespace Voxmark.IngestService.Wado;

/// <summary>What a client asks of a picture (PS3.18 §8.3.5).</summary>
/// <param name="Window">Centre and width in modality values; null for the image's own.</param>
/// <param name="Viewport">Pixels that the picture has to fit into.</param>
/// <param name="Region">The part of the image that is shown, in its pixels.</param>
internal sealed record RenderOptions(
    bool IsPng, int Quality, (double Center, double Width)? Window, (int Width, int Height)? Viewport,
    (int Left, int Top, int Width, int Height)? Region)
{
    private const int DefaultQuality = 90;
    private const int MaxSide = 4096;

    public static (int, int) ThumbnailViewport => (128, 128);

    /// <returns>The options, or a sentence for the user about the one that is wrong.</returns>
    public static (RenderOptions? Options, string? Problem) Parse(IQueryCollection query, bool isPng)
    {
        var quality = DefaultQuality;
        if (query["quality"].ToString() is { Length: > 0 } text && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out quality) || quality is < 1 or > 100))
            return (null, "quality is a whole number from 1 to 100.");
        (double, double)? window = null;
        if (query["window"].ToString() is { Length: > 0 } asked)
        {
            if (asked.Split(',') is not [var c, var w, ..] || Number(c) is not { } center || Number(w) is not { } width || width < 1)
                return (null, "window is the centre and the width, 1 or more, with a comma between them.");
            window = (center, width);
        }

        var parts = query["viewport"].ToString() is { Length: > 0 } viewport ? Array.ConvertAll(viewport.Split(','), Number) : [];
        if (parts.Length is not (0 or 2 or 6) || parts.Any(part => part is not (>= 0 and <= ushort.MaxValue)) || parts.Take(2).Any(part => part is not (>= 1 and <= MaxSide)))
            return (null, $"viewport is a width and a height up to {MaxSide} pixels, and the left, top, width and height of a part if not all of the image is wanted.");
        var whole = Array.ConvertAll(parts, part => (int)part!.Value);
        if (whole is [_, _, _, _, 0, _] or [_, _, _, _, _, 0])
            return (null, "The part of the image that viewport names is empty.");
        return (new(
            isPng, quality, window, whole is [var vw, var vh, ..] ? (vw, vh) : null,
            whole is [_, _, var left, var top, var partWidth, var partHeight] ? (left, top, partWidth, partHeight) : null), null);
    }

    /// <returns>False for JPEG; null where the client accepts neither.</returns>
    public static bool? WantsPng(HttpRequest request)
    {
        foreach (var range in MediaRange.AcceptedBy(request))
            switch (range.Type)
            {
                case "image/png":
                    return true;
                case "image/jpeg" or "image/*" or "*/*":
                    return false;
            }

        return null;
    }

    /// <summary>As large as the viewport allows without changing the aspect.</summary>
    public (int Width, int Height) FitInto(int width, int height)
    {
        if (Viewport is not { } viewport)
            return (width, height);
        var scale = Math.Min((double)viewport.Width / width, (double)viewport.Height / height);
        return (Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
