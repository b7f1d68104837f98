using FellowOakDicom;
using FellowOakDicom.Imaging;
using FellowOakDicom.IO.Buffer;

namespace Voxmark.IngestService.Wado;

/// <summary>Bytes of a file.</summary>
internal readonly record struct FileRange(long Start, int Length);

/// <summary>Where in its file each frame of an instance lies, as it is stored. Immutable.</summary>
internal sealed class FrameTable
{
    private readonly long _nativeStart;
    private readonly int _nativeBytes;
    private readonly FileRange[][]? _encapsulated;

    private FrameTable(int count, long nativeStart, int nativeBytes, FileRange[][]? encapsulated) =>
        (Count, _nativeStart, _nativeBytes, _encapsulated) = (count, nativeStart, nativeBytes, encapsulated);

    /// <summary>0 where the instance has no pixel data.</summary>
    public int Count { get; }

    /// <summary>False where frames do not lie in the file as they are answered: packed bits, the other byte order,
    /// a deflated file.</summary>
    public bool LieInFile => _nativeBytes > 0 || _encapsulated is not null;

    /// <param name="frame">0-based.</param>
    public IReadOnlyList<FileRange> this[int frame] => _encapsulated is not null
        ? _encapsulated[frame]
        : [new(_nativeStart + (long)frame * _nativeBytes, _nativeBytes)];

    /// <exception cref="DicomException">The pixel data is damaged.</exception>
    public static FrameTable Of(string path)
    {
        // Values stay in the file, so that they know where they are: all but the few that are asked for are never read.
        var dataset = DicomFile.Open(path, FileReadOption.ReadLargeOnDemand, largeObjectSize: 1).Dataset;
        if (!dataset.Contains(DicomTag.PixelData))
            return new(0, 0, 0, null);
        var pixels = DicomPixelData.Create(dataset);
        var count = pixels.NumberOfFrames;
        if (pixels.Syntax.IsEncapsulated)
        {
            var frames = Enumerable.Range(0, count).Select(frame => RangesOf(pixels.GetFrame(frame))).ToArray();
            return new(count, 0, 0, Array.TrueForAll(frames, frame => frame.Length > 0) ? frames : null);
        }

        var lies = pixels.BitsAllocated > 1
            && dataset.GetDicomItem<DicomElement>(DicomTag.PixelData)?.Buffer is FileByteBuffer;
        return lies
            ? new(
                count, ((FileByteBuffer)dataset.GetDicomItem<DicomElement>(DicomTag.PixelData).Buffer).Position,
                pixels.UncompressedFrameSize, null)
            : new(count, 0, 0, null);
    }

    private static FileRange[] RangesOf(IByteBuffer frame) => frame switch
    {
        FileByteBuffer file => [new(file.Position, checked((int)file.Size))],
        CompositeByteBuffer composite => [.. composite.Buffers.SelectMany(RangesOf)],
        _ => [], // an empty fragment
    };
}
