#nullable disable
using System.Collections;
using System.Runtime.InteropServices;
using FellowOakDicom.IO.Buffer;

namespace FellowOakDicom;

/// <summary>Compressed pixel data: fragments, which together hold the frames (PS3.5 section A.4).</summary>
public abstract class DicomFragmentSequence : DicomItem, IEnumerable<IByteBuffer>
{
    private bool _hasOffsetTable;

    protected DicomFragmentSequence(DicomTag tag)
        : base(tag)
    {
    }

    /// <summary>Where each frame starts: bytes from the first fragment's item tag. May be empty.</summary>
    public IList<uint> OffsetTable { get; private set; } = new List<uint>();

    /// <summary>The fragments, without the offset table.</summary>
    public IList<IByteBuffer> Fragments { get; } = new List<IByteBuffer>();

    public IEnumerator<IByteBuffer> GetEnumerator() => Fragments.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Adds an item as it stands in the stream: the first one is the offset table.</summary>
    internal void Add(IByteBuffer item)
    {
        if (_hasOffsetTable)
        {
            Fragments.Add(item);
            return;
        }

        _hasOffsetTable = true;
        var bytes = item.Data.AsSpan();
        OffsetTable = new List<uint>(MemoryMarshal.Cast<byte, uint>(bytes[..(bytes.Length & ~3)]).ToArray());
    }
}

public class DicomOtherByteFragment : DicomFragmentSequence
{
    public DicomOtherByteFragment(DicomTag tag)
        : base(tag)
    {
    }

    public override DicomVR ValueRepresentation => DicomVR.OB;
}

public class DicomOtherWordFragment : DicomFragmentSequence
{
    public DicomOtherWordFragment(DicomTag tag)
        : base(tag)
    {
    }

    public override DicomVR ValueRepresentation => DicomVR.OW;
}
