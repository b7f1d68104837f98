using FellowOakDicom;
using Voxmark.Imaging.Jpeg;
using Voxmark.Imaging.Png;
using Voxmark.IngestService.Dicom;
using Voxmark.IngestService.Volumes;

namespace Voxmark.IngestService.Wado;

/// <summary>A frame as a picture to look at: 8 bits of grey, windowed, colours as their luminance.</summary>
internal sealed class RenderedFrame
{
    private readonly double[] _values;
    private readonly int _columns;
    private readonly int _rows;
    private readonly (double Center, double Width) _window;
    private readonly bool _isInverted;

    private RenderedFrame(double[] values, int columns, int rows, (double, double) window, bool isInverted) =>
        (_values, _columns, _rows, _window, _isInverted) = (values, columns, rows, window, isInverted);

    /// <param name="frame">0-based.</param>
    /// <returns>Null where the instance has no such frame.</returns>
    /// <exception cref="UnreadablePixelsException">It cannot be shown; the message is for the user.</exception>
    public static RenderedFrame? Read(string path, int frame)
    {
        var dataset = DicomFile.Open(path, FileReadOption.ReadLargeOnDemand).Dataset;
        if (!dataset.Contains(DicomTag.PixelData) || ImageAttributes.OfFrames(dataset).ElementAtOrDefault(frame) is not { } image)
            return null;
        var reader = FrameReader.Open(dataset);
        var plane = image.Plane();
        var words = new ushort[plane.Rows * plane.Columns];
        reader.Read(frame, words);

        var isGrey = FrameReader.IsMonochrome(dataset.Text(DicomTag.PhotometricInterpretation));
        var transform = isGrey ? image.Transform() : ModalityTransform.None;
        var values = Array.ConvertAll(words, word => transform.Apply(reader.Layout.StoredValue(word)));
        var window = isGrey && image.Windows() is [var own, ..] ? (own.Center, own.Width)
            : isGrey ? FullRange(values) : (128, 256);
        return new(values, plane.Columns, plane.Rows, window, dataset.Text(DicomTag.PhotometricInterpretation) == "MONOCHROME1");
    }

    public byte[] Encode(RenderOptions options)
    {
        var source = options.Region ?? (0, 0, _columns, _rows);
        var (width, height) = options.FitInto(source.Width, source.Height);
        var (center, range) = options.Window ?? _window;
        var grey = new byte[width * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                grey[y * width + x] = Grey(Mean(source, x, y, width, height), center, range);
        return options.IsPng ? GreyPng.Encode(grey, width, height) : GreyJpeg.Encode(grey, width, height, options.Quality);
    }

    /// <summary>PS3.3 §C.11.2.1.2.1, linear.</summary>
    private byte Grey(double value, double center, double width)
    {
        var grey = Math.Clamp((value - (center - 0.5)) / Math.Max(width - 1, 1e-9) + 0.5, 0, 1);
        return (byte)Math.Round(255 * (_isInverted ? 1 - grey : grey));
    }

    /// <summary>Of the pixels under one pixel of the picture, at least one of them.</summary>
    private double Mean((int Left, int Top, int Width, int Height) source, int x, int y, int width, int height)
    {
        var (left, right) = Span(source.Left, source.Width, x, width, _columns);
        var (top, bottom) = Span(source.Top, source.Height, y, height, _rows);
        var sum = 0.0;
        for (var row = top; row < bottom; row++)
            for (var column = left; column < right; column++)
                sum += _values[row * _columns + column];
        return sum / ((right - left) * (bottom - top));
    }

    private static (int From, int To) Span(int start, int length, int at, int count, int limit)
    {
        var from = Math.Min(start + (int)((long)at * length / count), limit - 1);
        return (from, Math.Clamp(start + (int)((long)(at + 1) * length / count), from + 1, limit));
    }

    private static (double, double) FullRange(double[] values)
    {
        var (min, max) = (values.Min(), values.Max());
        return ((min + max) / 2, Math.Max(1, max - min));
    }
}
