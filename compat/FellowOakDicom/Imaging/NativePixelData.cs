using FellowOakDicom.IO;
using FellowOakDicom.IO.Buffer;

namespace FellowOakDicom.Imaging;

/// <summary>Uncompressed pixel data: all frames in one value.</summary>
internal sealed class NativePixelData(DicomDataset dataset, DicomElement element) : DicomPixelData(dataset)
{
    public override IByteBuffer GetFrame(int frame)
    {
        CheckFrame(frame);
        var size = UncompressedFrameSize;
        if (BitsAllocated == 1 && (long)Width * Height % 8 != 0)
        {
            return BitFrame(frame, size);
        }

        var buffer = new RangeByteBuffer(element.Buffer, (long)size * frame, size);
        return Syntax.SwapPixelData && BitsAllocated == 16 ? Swapped(buffer) : buffer;
    }

    public override void AddFrame(IByteBuffer data)
    {
        if (element.Buffer is not CompositeByteBuffer frames)
        {
            throw new DicomImagingException("Frames can be added to new pixel data only.");
        }

        if (NumberOfFrames > 0 && BitsAllocated == 1 && (long)Width * Height % 8 != 0)
        {
            throw new DicomImagingException("Frames of single bits that do not fill whole bytes cannot be appended.");
        }

        frames.Buffers.Add(Syntax.SwapPixelData && BitsAllocated == 16 ? Swapped(data) : data);
        NumberOfFrames++;
    }

    /// <summary>Frames of single bits follow each other without a gap, so one may start within a byte.</summary>
    private MemoryByteBuffer BitFrame(int frame, int size)
    {
        var firstBit = (long)Width * Height * frame;
        var shift = (int)(firstBit % 8);
        var available = element.Buffer.Size - (firstBit / 8);
        var source = element.Buffer.GetByteRange(firstBit / 8, (int)Math.Min(size + 1L, Math.Max(available, size)));
        var bits = new byte[size];
        for (var i = 0; i < size; i++)
        {
            var next = i + 1 < source.Length ? source[i + 1] : 0;
            bits[i] = (byte)((source[i] | (next << 8)) >> shift);
        }

        return new MemoryByteBuffer(bits);
    }

    private static MemoryByteBuffer Swapped(IByteBuffer words)
    {
        var bytes = words.Data.ToArray();
        Endian.SwapBytes(2, bytes);
        return new MemoryByteBuffer(bytes);
    }
}
