using OpenCvSharp;
using Voxmark.LabelingService.Assist.Images;

namespace Voxmark.LabelingService.Assist.Shapes;

/// <summary>What tools do to a selection (CV_8UC1, 0 or 255) before they show it.</summary>
internal static class Regions
{
    /// <summary>A selection of one rectangle of the image.</summary>
    public static Mat MaskOf(SliceImage image, Rect rectangle)
    {
        var mask = new Mat(image.Bounds.Size, MatType.CV_8UC1, Scalar.All(0));
        using var part = mask[rectangle];
        part.SetTo(Scalar.All(255));
        return mask;
    }

    /// <summary>Selects the pixels of a map that are not 0.</summary>
    /// <param name="labels">[Rows, Columns].</param>
    public static Mat Of(byte[] labels, int rows, int columns)
    {
        var selected = MatPixels.Of(labels, rows, columns);
        foreach (ref var pixel in selected.All<byte>())
            pixel = pixel == 0 ? (byte)0 : byte.MaxValue;
        return selected;
    }

    /// <summary>Selects values from one end to the other, both included; either may be open.</summary>
    public static Mat InRange(Mat values, double? min, double? max)
    {
        var passes = new Mat();
        Cv2.InRange(values, Scalar.All(min ?? float.MinValue), Scalar.All(max ?? float.MaxValue), passes);
        return passes;
    }

    /// <summary>Takes out pixels whose value lies outside the gate; either end may be open.</summary>
    public static void Gate(Mat selected, Mat values, double? min, double? max)
    {
        if (min is null && max is null)
            return;
        using var passes = InRange(values, min, max);
        Cv2.BitwiseAnd(selected, passes, selected);
    }

    /// <summary>Takes out what lies outside the lasso, if there is one.</summary>
    public static void Limit(Mat selected, double[]? lasso)
    {
        if (lasso is null)
            return;
        using var inside = PolygonPainter.Paint(lasso, new Rect(0, 0, selected.Cols, selected.Rows));
        Cv2.BitwiseAnd(selected, inside, selected);
    }

    /// <summary>Opening with an ellipse: parts and bridges that are thinner than it vanish.</summary>
    public static void Open(Mat selected, double radiusColumns, double radiusRows) =>
        Morph(selected, selected, MorphTypes.Open, radiusColumns, radiusRows);

    public static void Morph(Mat from, Mat to, MorphTypes operation, double radiusColumns, double radiusRows)
    {
        var (x, y) = ((int)Math.Round(radiusColumns), (int)Math.Round(radiusRows));
        if (x == 0 && y == 0)
        {
            if (from != to)
                from.CopyTo(to);
            return;
        }

        using var element = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(2 * x + 1, 2 * y + 1));
        Cv2.MorphologyEx(from, to, operation, element);
    }

    /// <summary>Keeps the connected parts (edge to edge) that share a pixel with <paramref name="seed"/>.</summary>
    public static void KeepTouching(Mat selected, Mat seed)
    {
        KeepParts(selected, (components, areas) =>
        {
            var touches = new bool[areas.Length];
            var inSeed = seed.All<byte>();
            for (var i = 0; i < components.Length; i++)
                touches[components[i]] |= inSeed[i] != 0;
            return touches;
        });
    }

    /// <summary>Leaves out connected parts (edge to edge) of less than so many pixels.</summary>
    public static void DropIslands(Mat selected, double minPixels)
    {
        if (minPixels > 1)
            KeepParts(selected, (_, areas) => Array.ConvertAll(areas, area => area >= minPixels));
    }

    /// <summary>Fills holes (connected edge to edge, and away from the border) of at most so many pixels.</summary>
    public static void FillHoles(Mat selected, double maxPixels)
    {
        if (maxPixels < 1)
            return;
        using var around = new Mat();
        Cv2.BitwiseNot(selected, around);
        var (rows, columns) = (selected.Rows, selected.Cols);
        KeepParts(around, (components, areas) =>
        {
            var isOpen = Array.ConvertAll(areas, area => area > maxPixels);
            for (var x = 0; x < columns; x++)
                isOpen[components[x]] = isOpen[components[(rows - 1) * columns + x]] = true;
            for (var y = 0; y < rows; y++)
                isOpen[components[y * columns]] = isOpen[components[y * columns + columns - 1]] = true;
            return isOpen;
        });
        Cv2.BitwiseNot(around, selected);
    }

    /// <summary>The box around the pixels of a map that are not 0.</summary>
    /// <param name="labels">[Rows, Columns]; at least one pixel is not 0.</param>
    public static Rect BoundsOf(byte[] labels, int columns)
    {
        int left = columns, right = 0, first = -1, last = 0;
        for (var row = 0; row * columns < labels.Length; row++)
        {
            var pixels = labels.AsSpan(row * columns, columns);
            if (pixels.IndexOfAnyExcept((byte)0) is var start and >= 0)
            {
                (first, last) = (first < 0 ? row : first, row);
                (left, right) = (Math.Min(left, start), Math.Max(right, pixels.LastIndexOfAnyExcept((byte)0)));
            }
        }

        return new Rect(left, first, right - left + 1, last - first + 1);
    }

    public static byte[] ToLabels(Mat selected)
    {
        selected.GetArray(out byte[] pixels);
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] &= 1;
        return pixels;
    }

    /// <param name="choose">Gets each pixel's part (0: not selected) and each part's size in pixels; returns for each part
    /// whether it stays.</param>
    private static void KeepParts(Mat selected, Choice choose)
    {
        using var labels = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();
        var count = Cv2.ConnectedComponentsWithStats(selected, labels, stats, centroids, PixelConnectivity.Connectivity4);
        var areas = new int[count];
        for (var n = 0; n < count; n++)
            areas[n] = stats.Row<int>(n)[(int)ConnectedComponentsTypes.Area];

        var components = labels.All<int>();
        var stays = choose(components, areas);
        stays[0] = false; // what is not selected
        var pixels = selected.All<byte>();
        for (var i = 0; i < components.Length; i++)
            pixels[i] = stays[components[i]] ? byte.MaxValue : (byte)0;
    }

    private delegate bool[] Choice(ReadOnlySpan<int> components, int[] areas);
}
