using SkiaSharp;

namespace Voxmark.IngestService.Pictures;

/// <summary>
/// Writes pictures of 8 bits a sample, row-major [rows, columns, samples]: grey, 0 black, or red, green and blue. Thread-safe.
/// </summary>
internal static class PictureEncoder
{
    /// <summary>Of a side: libjpeg's limit, a little below the standard's.</summary>
    private const int LongestJpegSide = 65_500;

    private const int Rgb = 3;

    /// <summary>Measured on CT (docs/adr/0023): higher levels cost more than they save.</summary>
    private static readonly SKPngEncoderOptions s_png = new(SKPngEncoderFilterFlags.Paeth, zLibLevel: 4);

    /// <param name="samplesPerPixel">1 or 3.</param>
    public static byte[] Png(ReadOnlySpan<byte> pixels, int columns, int rows, int samplesPerPixel = 1)
    {
        using var picture = PictureOf(pixels, columns, rows, samplesPerPixel);
        using var shown = picture.PeekPixels();
        using var png = shown.Encode(s_png);
        return png?.ToArray() ?? throw new InvalidOperationException("Skia wrote no PNG.");
    }

    /// <summary>Baseline JPEG, with chrominance of its own for each pixel: edges of overlays stay sharp.</summary>
    /// <param name="columns">1 to 65,500, as rows are.</param>
    /// <param name="samplesPerPixel">1 or 3.</param>
    /// <param name="quality">1 to 100, as libjpeg means it: 100 quantizes least.</param>
    public static byte[] Jpeg(ReadOnlySpan<byte> pixels, int columns, int rows, int samplesPerPixel, int quality)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(columns, rows), LongestJpegSide);
        using var picture = PictureOf(pixels, columns, rows, samplesPerPixel);
        using var shown = picture.PeekPixels();
        using var jpeg = shown.Encode(
            new SKJpegEncoderOptions(quality, SKJpegEncoderDownsample.Downsample444, SKJpegEncoderAlphaOption.Ignore));
        return jpeg?.ToArray() ?? throw new InvalidOperationException("Skia wrote no JPEG.");
    }

    /// <summary>In memory of Skia's own, which keeps three samples in four bytes.</summary>
    private static SKBitmap PictureOf(ReadOnlySpan<byte> pixels, int columns, int rows, int samplesPerPixel)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, columns * rows * samplesPerPixel);
        var type = samplesPerPixel == Rgb ? SKColorType.Rgb888x : SKColorType.Gray8;
        var picture = new SKBitmap(new SKImageInfo(columns, rows, type, SKAlphaType.Opaque));
        var to = picture.GetPixelSpan();
        if (samplesPerPixel == Rgb)
        {
            for (var pixel = 0; pixel < columns * rows; pixel++)
                pixels.Slice(pixel * Rgb, Rgb).CopyTo(to[(pixel * 4)..]);
        }
        else
        {
            pixels.CopyTo(to);
        }

        return picture;
    }
}
