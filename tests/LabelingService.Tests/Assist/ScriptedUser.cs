using Voxmark.Contracts.Labeling;

namespace Voxmark.LabelingService.Tests.Assist;

/// <summary>Uses tools as a person would who knows the answer: draws where the object is thickest, and corrects where the
/// proposal is most wrong.</summary>
/// <param name="Reference">[Rows, Columns], 1 where the object is.</param>
internal sealed record ScriptedUser(byte[] Reference, int Columns)
{
    private int Rows => Reference.Length / Columns;

    /// <summary>Around the object, with room on every side.</summary>
    public PixelRectangle Box(int room)
    {
        var pixels = Enumerable.Range(0, Reference.Length).Where(i => Reference[i] != 0).ToList();
        var (left, top) = (pixels.Min(i => i % Columns) - room, pixels.Min(i => i / Columns) - room);
        return new(left, top, pixels.Max(i => i % Columns) + room - left + 1, pixels.Max(i => i / Columns) + room - top + 1);
    }

    /// <summary>Around the thickest place, half a side being 0.55 of the distance to the outline.</summary>
    public PixelRectangle Inside()
    {
        var (x, y, depth) = Deepest(Reference);
        var half = (int)Math.Round(0.55 * depth);
        return new(x - half, y - half, 2 * half + 1, 2 * half + 1);
    }

    /// <summary>Down the middle of the object's rows, or along the middle of its columns where it is wider than high;
    /// the outer sixths are left alone.</summary>
    public Stroke Along(double radiusPx)
    {
        var box = Box(0);
        var isWide = box.Width > box.Height;
        var (first, count) = isWide ? (box.Left, box.Width) : (box.Top, box.Height);
        var points = new List<double>();
        for (var n = first + count / 6; n <= first + count - 1 - count / 6; n++)
        {
            var line = Enumerable.Range(0, isWide ? Rows : Columns)
                .Where(m => Reference[isWide ? m * Columns + n : n * Columns + m] != 0).ToList();
            if (line.Count == 0)
                continue;
            var middle = line[line.Count / 2];
            points.AddRange(isWide ? [n, middle] : [middle, n]);
        }

        return new([.. points], radiusPx);
    }

    /// <summary>A dot where the largest error is thickest: to keep what was missed, or to remove what was too much.</summary>
    public (Stroke Dot, bool IsKeep) Correct(byte[] proposed, PixelRectangle within)
    {
        var missed = Where((has, should) => !has && should);
        var extra = Where((has, should) => has && !should);
        var (a, b) = (Deepest(missed), Deepest(extra));
        var isKeep = a.Depth >= b.Depth;
        var at = isKeep ? a : b;
        return (new([at.X, at.Y], Math.Max(0.5, at.Depth - 1)), isKeep);

        byte[] Where(Func<bool, bool, bool> isError) => [.. Reference.Select((label, i) =>
            i % Columns >= within.Left && i % Columns < within.Left + within.Width
                && i / Columns >= within.Top && i / Columns < within.Top + within.Height
                && isError(proposed[i] != 0, label != 0) ? (byte)1 : (byte)0)];
    }

    /// <summary>By steps from pixel to pixel (edge to edge), twice over the picture.</summary>
    private (int X, int Y, int Depth) Deepest(byte[] labels)
    {
        var depth = new int[labels.Length];
        for (var i = 0; i < labels.Length; i++)
            depth[i] = labels[i] == 0 ? 0 : 1 + Math.Min(At(i % Columns - 1, i / Columns), At(i % Columns, i / Columns - 1));
        for (var i = labels.Length - 1; i >= 0; i--)
        {
            depth[i] = labels[i] == 0 ? 0
                : Math.Min(depth[i], 1 + Math.Min(At(i % Columns + 1, i / Columns), At(i % Columns, i / Columns + 1)));
        }

        var best = Array.IndexOf(depth, depth.Max());
        return (best % Columns, best / Columns, depth[best]);

        int At(int x, int y) => x < 0 || y < 0 || x >= Columns || y >= Rows ? 0 : depth[y * Columns + x];
    }
}
