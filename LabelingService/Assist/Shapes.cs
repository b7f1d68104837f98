using OpenCvSharp;

namespace Voxmark.LabelingService.Assist;

/// <summary>Facts about the pixels of a map that are not 0.</summary>
internal static class Shapes
{
    /// <param name="labels">[Rows, Columns]; at least one pixel is not 0.</param>
    public static Rect BoundsOf(byte[] labels, int columns)
    {
        int left = columns, right = 0, first = -1, last = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] == 0)
                continue;
            first = first < 0 ? i / columns : first;
            last = i / columns;
            (left, right) = (Math.Min(left, i % columns), Math.Max(right, i % columns));
        }

        return new Rect(left, first, right - left + 1, last - first + 1);
    }
}
