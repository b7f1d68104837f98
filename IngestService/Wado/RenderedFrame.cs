using FellowOakDicom;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Volumes;
using Voxmark.IngestService.Dicom;
using Voxmark.IngestService.Pictures;
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
    private readonly double _pixelAspect;

    /// <param name="valueAt">By index into [rows, columns, samples]: modality values, or red, green and blue.</param>
    /// <param name="window">Null for colours.</param>
    private RenderedFrame(Func<int, double> valueAt, ImageSize size, int samples, VolumeWindow? window, bool isInverted) =>
        (_valueAt, _columns, _rows, _samples, _window, _isInverted, _pixelAspect) =
        (valueAt, size.Columns, size.Rows, samples, window, isInverted, size.PixelAspect);

    /// <param name="PixelAspect">Height of a pixel through its width.</param>
    private readonly record struct ImageSize(int Columns, int Rows, double PixelAspect)
    {
        public int Pixels => Columns * Rows;
    }

    /// <param name="frame">0-based.</param>
    /// <returns>Null where the instance has no such frame.</returns>
    /// <exception cref="UnreadablePixelsException">It cannot be shown; the message is for the user.</exception>
    public static RenderedFrame? Read(string path, int frame)
    {
        try
        {
            return Read(DicomFiles.Open(path).Dataset, frame);
        }
        catch (Exception e) when (FileFaults.IsOfTheFile(e))
        {
            throw new UnreadablePixelsException("The file cannot be read.", e);
        }
    }

    private static RenderedFrame? Read(DicomDataset dataset, int frame)
    {
        if (!dataset.Contains(DicomTag.PixelData) || ImageAttributes.OfFrames(dataset).ElementAtOrDefault(frame) is not { } image)
            return null;
        var plane = image.Plane();
        if (plane.Rows == 0 || plane.Columns == 0)
            return null;
        var reader = FrameReader.Open(dataset);
        var size = new ImageSize(plane.Columns, plane.Rows, AspectOf(plane, dataset));
        if (reader.IsColour)
        {
            var rgb = new byte[size.Pixels * 3];
            reader.ReadRgb(frame, rgb);
            return new(at => rgb[at], size, 3, window: null, isInverted: false);
        }

        var words = new ushort[size.Pixels];
        var read = reader.Read(frame, words);
        var (transform, padding) = (image.Transform(), ImageAttributes.Padding(dataset, reader.Layout));
        double ValueAt(int at) => transform.Apply(read.StoredValue(words[at]));
        bool IsImaged(int at) => padding?.Contains(read.StoredValue(words[at])) != true;
        var window = FirstWindow.Known(image.Windows(transform), image.IsHounsfield(), dataset.Text(DicomTag.BodyPartExamined))
            ?? FirstWindow.Measured([.. Enumerable.Range(0, words.Length).Where(IsImaged).Select(ValueAt)]);
        return new(ValueAt, size, 1, window, ImageAttributes.IsInverted(dataset));
    }

    private static double AspectOf(ImagePlane plane, DicomDataset dataset) => plane.HasPixelSize
        ? Math.Clamp(plane.RowSpacingMm!.Value / plane.ColumnSpacingMm!.Value, 0.1, 10)
        : ImageAttributes.PixelAspect(dataset);

    public byte[] Encode(RenderOptions options)
    {
        var source = options.Region ?? (0, 0, _columns, _rows);
        // Pixels that are no squares are shown as wide and as high as they are, and none is lost.
        var (width, height) = options.FitInto(
            (int)Math.Round(source.Width / Math.Min(_pixelAspect, 1)), (int)Math.Round(source.Height * Math.Max(_pixelAspect, 1)));
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
            ? PictureEncoder.Png(picture, width, height, _samples)
            : PictureEncoder.Jpeg(picture, width, height, _samples, options.Quality);
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
