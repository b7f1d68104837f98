namespace Voxmark.Imaging.Conforming;

/// <summary>What a network paints far from everything else is seldom meant.</summary>
public static class LargestComponent
{
    /// <summary>Clears every label but those of the largest part of whatever is labelled; parts touch face to face.</summary>
    /// <param name="labels">A block of the size of <paramref name="whole"/>.</param>
    public static void Keep(Span<byte> labels, VoxelBox whole)
    {
        var part = new int[labels.Length];
        var (parts, largest, size) = (0, 0, 0);
        var toVisit = new Stack<int>();
        for (var start = 0; start < labels.Length; start++)
        {
            if (labels[start] == 0 || part[start] != 0)
                continue;
            parts++;
            var reached = 0;
            part[start] = parts;
            toVisit.Push(start);
            while (toVisit.TryPop(out var at))
            {
                reached++;
                Visit(labels, part, parts, whole, at, toVisit);
            }

            if (reached > size)
                (largest, size) = (parts, reached);
        }

        for (var n = 0; n < labels.Length; n++)
        {
            if (part[n] != largest)
                labels[n] = 0;
        }
    }

    private static void Visit(ReadOnlySpan<byte> labels, int[] part, int number, VoxelBox whole, int at, Stack<int> toVisit)
    {
        var (line, plane) = (whole.Size2, whole.Size1 * whole.Size2);
        var (a, b, c) = (at / plane, at / line % whole.Size1, at % line);
        Reach(labels, a > 0, at - plane);
        Reach(labels, a < whole.Size0 - 1, at + plane);
        Reach(labels, b > 0, at - line);
        Reach(labels, b < whole.Size1 - 1, at + line);
        Reach(labels, c > 0, at - 1);
        Reach(labels, c < whole.Size2 - 1, at + 1);

        void Reach(ReadOnlySpan<byte> among, bool isInside, int neighbour)
        {
            if (!isInside || among[neighbour] == 0 || part[neighbour] != 0)
                return;
            part[neighbour] = number;
            toVisit.Push(neighbour);
        }
    }
}
