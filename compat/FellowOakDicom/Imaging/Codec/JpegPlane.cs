namespace FellowOakDicom.Imaging.Codec;

/// <summary>One component of a JPEG image while it is decoded, in its own resolution, filled up to whole blocks.</summary>
internal sealed class JpegPlane
{
    private readonly ushort[] _samples;
    private readonly int _width;
    private readonly (int Horizontal, int Vertical) _most;

    private JpegPlane(JpegFrameHeader header, JpegComponent component, (int Horizontal, int Vertical) most)
    {
        var units = Units(header);
        _most = most;
        _width = units.PerRow * component.Horizontal * InverseDct.Size;
        _samples = new ushort[(long)_width * units.Rows * component.Vertical * InverseDct.Size];
        Sampling = (component.Horizontal, component.Vertical);
        Blocks = (
            Blocks8(Divided(header.Columns * component.Horizontal, most.Horizontal)),
            Blocks8(Divided(header.Rows * component.Vertical, most.Vertical)));
    }

    /// <summary>Blocks of a unit when components are interleaved.</summary>
    public (int Horizontal, int Vertical) Sampling { get; }

    /// <summary>Blocks when the component is alone in its scan.</summary>
    public (int PerRow, int Rows) Blocks { get; }

    public static JpegPlane[] Of(JpegFrameHeader header) =>
        Array.ConvertAll(header.Components, component => new JpegPlane(header, component, Most(header)));

    /// <summary>Units of all components together (ITU-T T.81 A.2.4).</summary>
    public static (int PerRow, int Rows) Units(JpegFrameHeader header)
    {
        var most = Most(header);
        return (Divided(header.Columns, most.Horizontal * InverseDct.Size),
            Divided(header.Rows, most.Vertical * InverseDct.Size));
    }

    /// <summary>Shifts the block's level, and rounds it into the plane.</summary>
    public void Store(ReadOnlySpan<float> block, int column, int row, int precision)
    {
        var (middle, maximum) = (1 << (precision - 1), (1 << precision) - 1);
        for (var y = 0; y < InverseDct.Size; y++)
        {
            var line = _samples.AsSpan(
                (((row * InverseDct.Size) + y) * _width) + (column * InverseDct.Size), InverseDct.Size);
            for (var x = 0; x < line.Length; x++)
            {
                var value = (int)MathF.Round(block[(y * InverseDct.Size) + x]) + middle;
                line[x] = (ushort)Math.Clamp(value, 0, maximum);
            }
        }
    }

    /// <summary>The frame: components brought to full resolution, and to RGB where they are luminance and chrominance.</summary>
    public static byte[] Assemble(JpegPlane[] planes, int precision, FrameLayout layout)
    {
        var frame = new byte[layout.Bytes];
        var isConverted = layout.IsYbr && planes.Length == 3;
        var middle = 1 << (precision - 1);
        var maximum = (1 << precision) - 1;
        var full = Array.ConvertAll(planes, plane => plane.AtFullSize(layout.Columns, layout.Rows));
        Span<int> pixel = stackalloc int[planes.Length];
        for (var row = 0; row < layout.Rows; row++)
        {
            for (var column = 0; column < layout.Columns; column++)
            {
                for (var i = 0; i < planes.Length; i++)
                {
                    pixel[i] = full[i].Samples[(row * full[i].Width) + column];
                }

                if (isConverted)
                {
                    ToRgb(pixel, middle, maximum);
                }

                Store(pixel, frame, layout, (row * layout.Columns) + column);
            }
        }

        return frame;
    }

    private static void Store(ReadOnlySpan<int> pixel, byte[] frame, FrameLayout layout, int index)
    {
        for (var i = 0; i < pixel.Length; i++)
        {
            var position = layout.Offset(index, i);
            frame[position] = (byte)pixel[i];
            if (layout.BytesPerSample > 1)
            {
                frame[position + 1] = (byte)(pixel[i] >> 8);
            }
        }
    }

    /// <summary>YBR_FULL of PS3.3 section C.7.6.3.1.2 the other way round.</summary>
    private static void ToRgb(Span<int> pixel, int middle, int maximum)
    {
        var (y, blue, red) = (pixel[0], pixel[1] - middle, pixel[2] - middle);
        pixel[0] = Rounded(y + (1.402f * red));
        pixel[1] = Rounded(y - (0.344136f * blue) - (0.714136f * red));
        pixel[2] = Rounded(y + (1.772f * blue));

        int Rounded(float value) => Math.Clamp((int)MathF.Round(value), 0, maximum);
    }

    private static (int Horizontal, int Vertical) Most(JpegFrameHeader header) =>
        (header.Components.Max(component => component.Horizontal), header.Components.Max(component => component.Vertical));

    private static int Blocks8(int samples) => Divided(samples, InverseDct.Size);

    private static int Divided(int dividend, int divisor) => (dividend + divisor - 1) / divisor;

    /// <summary>
    /// Brings the component to the image's resolution. Where it has half of it, samples lie between pixels and are
    /// weighted by their distance: 3/4 of the nearer one and 1/4 of the farther one, as the JPEG group's own library
    /// does. Elsewhere each pixel has the sample that covers it.
    /// </summary>
    private (ushort[] Samples, int Width) AtFullSize(int columns, int rows)
    {
        var (across, down) = (_most.Horizontal / Sampling.Horizontal, _most.Vertical / Sampling.Vertical);
        if (across == 1 && down == 1)
        {
            return (_samples, _width);
        }

        var isHalved = _most.Horizontal == 2 * Sampling.Horizontal && (down == 1 || _most.Vertical == 2 * Sampling.Vertical);
        var full = new ushort[columns * rows];
        if (!isHalved || down > 2)
        {
            for (var pixel = 0; pixel < full.Length; pixel++)
            {
                full[pixel] = At(pixel / columns, pixel % columns);
            }

            return (full, columns);
        }

        var (width, height) = ((columns + 1) / 2, (rows + down - 1) / down);
        Span<int> line = new int[width];
        for (var row = 0; row < rows; row++)
        {
            var near = row / down;
            var far = down == 1 ? near : Math.Clamp(row % 2 == 0 ? near - 1 : near + 1, 0, height - 1);
            for (var x = 0; x < width; x++)
            {
                line[x] = (3 * _samples[(near * _width) + x]) + _samples[(far * _width) + x];
            }

            Widen(line, full.AsSpan(row * columns, columns), down == 1 ? (4, 8) : (8, 7));
        }

        return (full, columns);
    }

    /// <param name="line">Four times the samples.</param>
    /// <param name="rounding">Sixteenths added at even and at odd pixels: different ones, so that rounding does not drift.</param>
    private static void Widen(ReadOnlySpan<int> line, Span<ushort> target, (int Even, int Odd) rounding)
    {
        for (var x = 0; x < target.Length; x++)
        {
            var near = x / 2;
            var far = Math.Clamp(x % 2 == 0 ? near - 1 : near + 1, 0, line.Length - 1);
            target[x] = (ushort)(((3 * line[near]) + line[far] + (x % 2 == 0 ? rounding.Even : rounding.Odd)) / 16);
        }
    }

    /// <summary>The sample that covers a pixel of the image.</summary>
    private ushort At(int row, int column) =>
        _samples[(row * Sampling.Vertical / _most.Vertical * _width) + (column * Sampling.Horizontal / _most.Horizontal)];
}
