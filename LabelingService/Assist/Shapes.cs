using OpenCvSharp;

namespace Voxmark.LabelingService.Assist;

/// <summary>Facts about the pixels of a map that are not 0.</summary>
internal static class Shapes
{
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
}
