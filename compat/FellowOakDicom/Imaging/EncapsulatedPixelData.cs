using FellowOakDicom.IO.Buffer;

namespace FellowOakDicom.Imaging;

/// <summary>Compressed pixel data: frames are one fragment each, or several where an offset table tells.</summary>
internal sealed class EncapsulatedPixelData(DicomDataset dataset, DicomFragmentSequence fragments)
    : DicomPixelData(dataset)
{
    private const int ItemHeaderBytes = 8;

    private int[]? _firstFragments;

    public override IByteBuffer GetFrame(int frame)
    {
        CheckFrame(frame);
        var firsts = _firstFragments ??= FirstFragments();
        var (start, end) = (firsts[frame], firsts[frame + 1]);
        return end - start == 1
            ? fragments.Fragments[start]
            : new CompositeByteBuffer(fragments.Fragments.Skip(start).Take(end - start));
    }

    public override void AddFrame(IByteBuffer data)
    {
        var offset = fragments.Fragments.Sum(fragment => fragment.Size + (fragment.Size & 1) + ItemHeaderBytes);
        if (offset <= uint.MaxValue && fragments.OffsetTable.Count == fragments.Fragments.Count)
        {
            fragments.OffsetTable.Add((uint)offset);
        }
        else
        {
            fragments.OffsetTable.Clear();
        }

        fragments.Fragments.Add(data);
        NumberOfFrames++;
        _firstFragments = null;
    }

    /// <summary>Index of each frame's first fragment, and behind the last frame the number of fragments.</summary>
    private int[] FirstFragments()
    {
        var frames = NumberOfFrames;
        var count = fragments.Fragments.Count;
        if (count > 1 && fragments.Fragments[count - 1].Size == 0)
        {
            count--;   // An empty last fragment is no frame.
        }

        if (frames > count)
        {
            throw new DicomImagingException($"{frames} frames cannot be in {count} fragments");
        }

        if (frames == 1)
        {
            return [0, count];
        }

        if (frames == count)
        {
            return [.. Enumerable.Range(0, count + 1)];
        }

        return fragments.OffsetTable.Count == frames
            ? FromOffsetTable(frames, count)
            : throw new DicomImagingException(
                $"{frames} frames in {count} fragments without an offset table cannot be told apart");
    }

    private int[] FromOffsetTable(int frames, int count)
    {
        var firsts = new int[frames + 1];
        long position = 0;
        var fragment = 0;
        for (var frame = 0; frame < frames; frame++)
        {
            while (position < fragments.OffsetTable[frame] && fragment < count)
            {
                position += fragments.Fragments[fragment++].Size + ItemHeaderBytes;
            }

            if (position != fragments.OffsetTable[frame])
            {
                throw new DicomImagingException("Fragment start position does not match offset table.");
            }

            firsts[frame] = fragment;
        }

        firsts[frames] = count;
        return firsts;
    }
}
