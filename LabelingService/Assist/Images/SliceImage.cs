using OpenCvSharp;
using Voxmark.Imaging.Volumes;

namespace Voxmark.LabelingService.Assist.Images;

/// <summary>One slice as the tools compute on it: modality values (HU for CT), float, [Rows, Columns]. For one thread.</summary>
internal sealed class SliceImage : IDisposable
{
    /// <summary>20 mm at 0.5 mm pixels. Images that claim to have pixels of micrometres must not make kernels of thousands.</summary>
    private const double MaxReachPx = 40;

    private SliceImage(Mat values, VolumeHeader series, int slice, ValueScale scale)
    {
        (Values, Scale) = (values, scale);
        if (series.SliceList[slice] is { ColumnSpacingMm: { } columnMm, RowSpacingMm: { } rowMm })
            (ColumnSpacingMm, RowSpacingMm) = (columnMm, rowMm);
        else if (series.Grid is { } grid)
            (ColumnSpacingMm, RowSpacingMm) = (grid.Spacing.X, grid.Spacing.Y);
    }

    /// <summary>CV_32FC1.</summary>
    public Mat Values { get; }

    public ValueScale Scale { get; }

    /// <summary>Distance between columns. 1 where the images do not say: the tools' millimetres are neighbourhoods, not
    /// measurements, and are taken as pixels then.</summary>
    public double ColumnSpacingMm { get; } = 1;

    /// <summary>Distance between rows; see <see cref="ColumnSpacingMm"/>.</summary>
    public double RowSpacingMm { get; } = 1;

    /// <summary>1 where the images do not say how large a pixel is.</summary>
    public double PixelAreaMm2 => ColumnSpacingMm * RowSpacingMm;

    public Rect Bounds => new(0, 0, Values.Cols, Values.Rows);

    /// <summary>Millimetres along a row as columns, as far as a neighbourhood may reach.</summary>
    public double Columns(double mm) => Math.Min(mm / ColumnSpacingMm, MaxReachPx);

    /// <summary>Millimetres along a column as rows, as far as a neighbourhood may reach.</summary>
    public double Rows(double mm) => Math.Min(mm / RowSpacingMm, MaxReachPx);

    /// <summary>The rectangle with a margin around it, cut to the image.</summary>
    public Rect Grow(Rect rectangle, double marginMm)
    {
        var (x, y) = (Pixels(marginMm / ColumnSpacingMm, Bounds.Width), Pixels(marginMm / RowSpacingMm, Bounds.Height));
        return new Rect(rectangle.X - x, rectangle.Y - y, rectangle.Width + 2 * x, rectangle.Height + 2 * y) & Bounds;

        static int Pixels(double margin, int most) => (int)Math.Min(Math.Ceiling(margin), most);
    }

    /// <summary>The values after a Gaussian, not to be written to; the caller disposes of it.</summary>
    public Mat Smoothed(double sigmaMm)
    {
        if (sigmaMm <= 0)
            return Values[Bounds];
        var smooth = new Mat();
        Cv2.GaussianBlur(Values, smooth, default, Columns(sigmaMm), Rows(sigmaMm));
        return smooth;
    }

    /// <param name="slice">Must be one of the volume's.</param>
    public static SliceImage From(SeriesVolume volume, int slice)
    {
        var series = volume.Header;
        var voxels = volume.Slice(slice);
        using var stored = new Mat(series.Rows, series.Columns, MatType.CV_16SC1);
        voxels.CopyTo(stored.All<short>());
        var values = new Mat();
        stored.ConvertTo(values, MatType.CV_32FC1, series.Slope, series.Intercept);
        return new SliceImage(values, series, slice, ValueScale.Of(series, voxels));
    }

    /// <summary>The pixel rectangle, cut to the image; empty when it lies outside.</summary>
    public Rect Clip(Contracts.Labeling.PixelRectangle rectangle)
    {
        var left = Math.Clamp(rectangle.Left, 0, Values.Cols);
        var top = Math.Clamp(rectangle.Top, 0, Values.Rows);
        var right = Math.Clamp((long)rectangle.Left + rectangle.Width, left, Values.Cols);
        var bottom = Math.Clamp((long)rectangle.Top + rectangle.Height, top, Values.Rows);
        return new Rect(left, top, (int)right - left, (int)bottom - top);
    }

    public void Dispose() => Values.Dispose();
}
