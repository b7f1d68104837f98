using FellowOakDicom;
using Voxmark.Imaging.Jpeg;
using Voxmark.Imaging.Png;
using Voxmark.Imaging.Volumes;
using Voxmark.IngestService.Dicom;
using Voxmark.IngestService.Volumes;

namespace Voxmark.IngestService.Wado;

/// <summary>A frame as a picture to look at: 8 bits of grey by its window, or its colours as they are.</summary>
internal sealed class RenderedFrame
{
    private readonly Func<int, double> _valueAt;
    private readonly int _columns;
    private readonly int _rows;
    private readonly int _samples;
    private readonly VolumeWindow? _window;
    private readonly bool _isInverted;

    /// <param name="valueAt">By index into [rows, columns, samples]: modality values, or red, green and blue.</param>
    /// <param name="window">Null for colours.</param>
    private RenderedFrame(Func<int, double> valueAt, ImageSize size, int samples, VolumeWindow? window, bool isInverted) =>
        (_valueAt, _columns, _rows, _samples, _window, _isInverted) = (valueAt, size.Columns, size.Rows, samples, window, isInverted);

    private readonly record struct ImageSize(int Columns, int Rows)
    {
        public int Pixels => Columns * Rows;
    }

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
        var size = new ImageSize(plane.Columns, plane.Rows);
        if (reader.IsColour)
        {
            var rgb = new byte[size.Pixels * 3];
            reader.ReadRgb(frame, rgb);
            return new(at => rgb[at], size, 3, window: null, isInverted: false);
        }

        var words = new ushort[size.Pixels];
        reader.Read(frame, words);
        var transform = image.Transform();
        double ValueAt(int at) => transform.Apply(reader.Layout.StoredValue(words[at]));
        var window = image.Windows() is [var own, ..] ? own : RangeOf(Enumerable.Range(0, words.Length).Select(ValueAt));
        return new(ValueAt, size, 1, window, dataset.Text(DicomTag.PhotometricInterpretation) == "MONOCHROME1");
    }

    public byte[] Encode(RenderOptions options)
    {
        var source = options.Region ?? (0, 0, _columns, _rows);
        var (width, height) = options.FitInto(source.Width, source.Height);
        var window = _window is null ? null : options.Window ?? _window;
        var picture = new byte[width * height * _samples];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                for (var sample = 0; sample < _samples; sample++)
                {
                    var mean = Mean(source, x, y, width, height, sample);
                    picture[(y * width + x) * _samples + sample] = window is null ? (byte)Math.Round(mean) : Grey(window, mean);
                }

        return options.IsPng
            ? PngEncoder.Encode(picture, width, height, _samples)
            : JpegEncoder.Encode(picture, width, height, _samples, options.Quality);
    }

    private static VolumeWindow RangeOf(IEnumerable<double> values)
    {
        var (least, most) = (double.MaxValue, double.MinValue);
        foreach (var value in values)
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        return VolumeWindow.Over(least, most);
    }

    private byte Grey(VolumeWindow window, double value)
    {
        var grey = window.Brightness(value);
        return (byte)Math.Round(255 * (_isInverted ? 1 - grey : grey));
    }

    /// <summary>Of the pixels under one pixel of the picture, at least one of them.</summary>
    private double Mean((int Left, int Top, int Width, int Height) source, int x, int y, int width, int height, int sample)
    {
        var (left, right) = Span(source.Left, source.Width, x, width, _columns);
        var (top, bottom) = Span(source.Top, source.Height, y, height, _rows);
        var sum = 0.0;
        for (var row = top; row < bottom; row++)
            for (var column = left; column < right; column++)
                sum += _valueAt((row * _columns + column) * _samples + sample);
        return sum / ((right - left) * (bottom - top));
    }

    private static (int From, int To) Span(int start, int length, int at, int count, int limit)
    {
        var from = Math.Min(start + (int)((long)at * length / count), limit - 1);
        return (from, Math.Clamp(start + (int)((long)(at + 1) * length / count), from + 1, limit));
    }
}
