namespace Voxmark.Imaging.Conforming;

/// <summary>Part of a block [0, 1, 2], the last axis fastest: From ≤ index &lt; To along each.</summary>
public readonly record struct VoxelBox(int From0, int To0, int From1, int To1, int From2, int To2)
{
    public int Size0 => To0 - From0;
    public int Size1 => To1 - From1;
    public int Size2 => To2 - From2;
    public int Count => Size0 * Size1 * Size2;

    public static VoxelBox Whole(int size0, int size1, int size2) => new(0, size0, 0, size1, 0, size2);

    /// <summary>About all that exceeds a value, with a margin as far as the block goes; the whole block where nothing does.</summary>
    public static VoxelBox Around(ReadOnlySpan<byte> block, VoxelBox whole, byte exceeds, int margin)
    {
        Span<int> from = [int.MaxValue, int.MaxValue, int.MaxValue], to = [0, 0, 0];
        var at = 0;
        for (var a = 0; a < whole.Size0; a++)
        {
            for (var b = 0; b < whole.Size1; b++, at += whole.Size2)
            {
                var line = block.Slice(at, whole.Size2);
                var first = line.IndexOfAnyInRange((byte)(exceeds + 1), byte.MaxValue);
                if (first < 0)
                    continue;
                var last = line.LastIndexOfAnyInRange((byte)(exceeds + 1), byte.MaxValue);
                (from[0], to[0]) = (Math.Min(from[0], a), Math.Max(to[0], a + 1));
                (from[1], to[1]) = (Math.Min(from[1], b), Math.Max(to[1], b + 1));
                (from[2], to[2]) = (Math.Min(from[2], first), Math.Max(to[2], last + 1));
            }
        }

        return to[0] == 0 ? whole : new VoxelBox(
            Math.Max(0, from[0] - margin), Math.Min(whole.Size0, to[0] + margin),
            Math.Max(0, from[1] - margin), Math.Min(whole.Size1, to[1] + margin),
            Math.Max(0, from[2] - margin), Math.Min(whole.Size2, to[2] + margin));
    }

    /// <summary>What lies in this box of a block, as a block of the box's size.</summary>
    public T[] CutFrom<T>(ReadOnlySpan<T> block, VoxelBox whole)
    {
        var part = new T[Count];
        var at = 0;
        for (var a = From0; a < To0; a++)
        {
            for (var b = From1; b < To1; b++, at += Size2)
                block.Slice(LineOf(whole, a, b), Size2).CopyTo(part.AsSpan(at));
        }

        return part;
    }

    /// <summary>A block that holds the part in this box, and nothing elsewhere.</summary>
    public T[] PutInto<T>(ReadOnlySpan<T> part, VoxelBox whole)
    {
        var block = new T[whole.Count];
        var at = 0;
        for (var a = From0; a < To0; a++)
        {
            for (var b = From1; b < To1; b++, at += Size2)
                part.Slice(at, Size2).CopyTo(block.AsSpan(LineOf(whole, a, b)));
        }

        return block;
    }

    private int LineOf(VoxelBox whole, int a, int b) => (((a * whole.Size1) + b) * whole.Size2) + From2;
}
