using OpenCvSharp;

namespace Voxmark.LabelingService.Assist.Shapes;

/// <summary>
/// Watershed on the distance from the outline: floods from the thickest places down; where two floods meet they are one part
/// if the neck between them is hardly narrower than the thinner of them, and two parts otherwise.
/// </summary>
internal static class TouchingParts
{
    /// <summary>Of no part.</summary>
    public const int None = -1;

    /// <param name="selected">CV_8UC1, not 0 where the parts are.</param>
    /// <param name="neckPx">How much narrower (in half widths) a neck must be than the thinner part, pixels.</param>
    /// <returns>[Rows, Columns], a number for each part; <see cref="None"/> outside.</returns>
    public static int[] Of(Mat selected, double neckPx)
    {
        using var distance = new Mat();
        Cv2.DistanceTransform(selected, distance, DistanceTypes.L2, DistanceTransformMasks.Precise);
        distance.GetArray(out float[] depth);
        var parent = Flood(depth, selected.Rows, selected.Cols, neckPx);
        return [.. Enumerable.Range(0, parent.Length).Select(pixel => parent[pixel] == None ? None : Find(parent, pixel))];
    }

    /// <returns>Each pixel's way to the thickest pixel of its part; <see cref="None"/> outside.</returns>
    private static int[] Flood(float[] depth, int rows, int columns, double neckPx)
    {
        var order = Enumerable.Range(0, depth.Length).Where(i => depth[i] > 0).ToArray();
        Array.Sort(Array.ConvertAll(order, i => (-depth[i], i)), order);
        var parent = new int[depth.Length];
        Array.Fill(parent, None);
        foreach (var pixel in order)
            Settle(pixel, parent, depth, rows, columns, neckPx);
        return parent;
    }

    /// <summary>Gives a pixel to the part of its thickest neighbour, or lets it begin one, and joins parts that meet here
    /// without a neck.</summary>
    private static void Settle(int pixel, int[] parent, float[] depth, int rows, int columns, double neckPx)
    {
        var thickest = None;
        foreach (var neighbour in Neighbours(pixel, rows, columns))
        {
            if (parent[neighbour] != None && (thickest == None || depth[neighbour] > depth[thickest]))
                thickest = neighbour;
        }

        parent[pixel] = thickest == None ? pixel : Find(parent, thickest);
        foreach (var neighbour in Neighbours(pixel, rows, columns))
        {
            if (parent[neighbour] == None)
                continue;
            var (a, b) = (Find(parent, pixel), Find(parent, neighbour));
            var (high, low) = depth[a] >= depth[b] ? (a, b) : (b, a);
            if (a != b && depth[low] - depth[pixel] <= neckPx)
                parent[low] = high;
        }
    }

    private static IEnumerable<int> Neighbours(int pixel, int rows, int columns)
    {
        var (column, row) = (pixel % columns, pixel / columns);
        for (var y = Math.Max(0, row - 1); y <= Math.Min(rows - 1, row + 1); y++)
        {
            for (var x = Math.Max(0, column - 1); x <= Math.Min(columns - 1, column + 1); x++)
            {
                if (y != row || x != column)
                    yield return y * columns + x;
            }
        }
    }

    private static int Find(int[] parent, int pixel)
    {
        while (parent[pixel] != pixel)
            pixel = parent[pixel] = parent[parent[pixel]];
        return pixel;
    }
}
