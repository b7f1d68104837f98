using Voxmark.Imaging.Geometry;

namespace Voxmark.DemoStudies.Phantom;

/// <summary>Where an image lies: pixel (row 0, column 0)'s centre in LPS mm, directions along which columns and rows
/// increase, and the distance of pixels in both.</summary>
internal sealed record PicturePlane(Vector3d Origin, Vector3d RowDirection, Vector3d ColumnDirection, double PixelMm, int Columns, int Rows)
{
    /// <summary>Seen from the feet, centred on the body.</summary>
    public static PicturePlane Axial(double z, double pixelMm, int size) =>
        new(new(-pixelMm * (size - 1) / 2, -pixelMm * (size - 1) / 2, z), new(1, 0, 0), new(0, 1, 0), pixelMm, size, size);

    /// <summary>Seen from the left, head up, the spine in the middle.</summary>
    public static PicturePlane Sagittal(double x, double pixelMm, int size, double topZ) =>
        new(new(x, 20 - pixelMm * (size - 1) / 2, topZ), new(0, 1, 0), new(0, 0, -1), pixelMm, size, size);

    public Vector3d At(int column, int row) => Origin + (column * PixelMm) * RowDirection + (row * PixelMm) * ColumnDirection;
}

/// <summary>Takes pictures of a torso; values are row-major [Rows, Columns].</summary>
internal static class Picture
{
    /// <param name="contrast">Value of each tissue.</param>
    /// <param name="noise">Standard deviation of Gaussian noise.</param>
    /// <param name="seed">The same picture again is the same to the pixel.</param>
    public static short[] Section(Torso torso, PicturePlane plane, Func<TorsoTissue, double> contrast, double noise, int seed)
    {
        var sharp = new double[plane.Rows * plane.Columns];
        for (var row = 0; row < plane.Rows; row++)
            for (var column = 0; column < plane.Columns; column++)
            {
                var (x, y, z) = plane.At(column, row);
                sharp[row * plane.Columns + column] = contrast(torso.TissueAt(x, y, z));
            }

        var random = new Random(seed);
        return [.. Smooth(sharp, plane.Columns).Select(value => (short)Math.Round(value + noise * Normal(random)))];
    }

    /// <summary>A localizer: what lies behind one another, added up from front to back.</summary>
    public static short[] Projection(Torso torso, PicturePlane plane)
    {
        const double stepMm = 4;
        var values = new short[plane.Rows * plane.Columns];
        for (var row = 0; row < plane.Rows; row++)
            for (var column = 0; column < plane.Columns; column++)
            {
                var (x, _, z) = plane.At(column, row);
                double attenuation = 0;
                for (var y = -160.0; y <= 160; y += stepMm)
                    attenuation += 1000 + TorsoContrast.PlainCt(torso.TissueAt(x, y, z));
                values[row * plane.Columns + column] = (short)(attenuation * stepMm / 200 - 1000);
            }

        return values;
    }

    /// <summary>Edges as wide as a scanner's: 1-2-1 in both directions.</summary>
    private static double[] Smooth(double[] values, int columns)
    {
        var across = Smooth(values, step: 1);
        return Smooth(across, step: columns);

        static double[] Smooth(double[] from, int step)
        {
            var to = (double[])from.Clone();
            for (var i = step; i < from.Length - step; i++)
                to[i] = (from[i - step] + 2 * from[i] + from[i + step]) / 4;
            return to;
        }
    }

    /// <summary>By Box and Muller.</summary>
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
