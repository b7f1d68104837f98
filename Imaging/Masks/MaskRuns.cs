namespace Voxmark.Imaging.Masks;

/// <param name="Length">Pixels, in row-major order and across row ends.</param>
public readonly record struct MaskRun(byte Label, uint Length);

/// <summary>Walks the runs of an encoded mask without allocating.</summary>
public ref struct MaskRuns
{
    private readonly ReadOnlySpan<byte> _source;
    private int _position;

    internal MaskRuns(ReadOnlySpan<byte> source) => _source = source;

    public MaskRun Current { get; private set; }

    /// <summary>The walk ended before the bytes did.</summary>
    internal bool IsMalformed { get; private set; }

    public readonly MaskRuns GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_position >= _source.Length)
            return false;
        var label = _source[_position++];
        if (!Leb128.TryRead(_source, ref _position, out var length))
        {
            IsMalformed = true;
            return false;
        }

        Current = new MaskRun(label, length);
        return true;
    }
}
