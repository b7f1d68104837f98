namespace Voxmark.Imaging.Masks;

/// <param name="Length">Pixels, in row-major order and across row ends.</param>
public readonly record struct MaskRun(byte Label, uint Length);

/// <summary>Walks the runs of an encoded mask without allocating.</summary>
public ref struct MaskRuns
{
    private readonly ReadOnlySpan<byte> source;
    private int position;

    internal MaskRuns(ReadOnlySpan<byte> source) => this.source = source;

    public MaskRun Current { get; private set; }

    /// <summary>The walk ended before the bytes did.</summary>
    internal bool IsMalformed { get; private set; }

    public readonly MaskRuns GetEnumerator() => this;

    public bool MoveNext()
    {
        if (position >= source.Length)
            return false;
        var label = source[position++];
        if (!Leb128.TryRead(source, ref position, out var length))
        {
            IsMalformed = true;
            return false;
        }

        Current = new MaskRun(label, length);
        return true;
    }
}
