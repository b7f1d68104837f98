using FellowOakDicom.IO.Buffer;

namespace FellowOakDicom.IO.Reader;

/// <summary>Reads values, or leaves large ones where they are.</summary>
/// <param name="largeObjectSize">Bytes from which a value is large.</param>
/// <param name="path">Of the file that is read; null for a stream.</param>
/// <param name="stream">What large values can be read from later; null where that is not possible.</param>
internal sealed class ValueReader(FileReadOption option, int largeObjectSize, string? path, Stream? stream)
{
    public const int DefaultLargeObjectSize = 64 * 1024;

    /// <returns>Null where the value is skipped.</returns>
    /// <exception cref="EndOfStreamException">The value is longer than what is left.</exception>
    public DicomElement? Read(ByteSource source, DicomTag tag, DicomVR vr, uint length, ReaderContext context)
    {
        var isSwapped = context.IsBigEndian && vr.ByteSwap > 1;
        if (length >= largeObjectSize && option == FileReadOption.SkipLargeTags)
        {
            source.Skip(length);
            return null;
        }

        var buffer = isSwapped ? Swapped(source.TakeArray(length), vr.ByteSwap) : ReadFragment(source, length);
        return DicomElementFactory.FromBuffer(vr, tag, context.Encodings, buffer);
    }

    /// <inheritdoc cref="Read"/>
    public IByteBuffer ReadFragment(ByteSource source, uint length)
    {
        if (length == 0)
        {
            return EmptyBuffer.Value;
        }

        if (length >= largeObjectSize && option != FileReadOption.ReadAll && source.CanSeek
            && (path is not null || stream is not null))
        {
            var position = source.Position;
            source.Skip(length);
            return path is not null
                ? new FileByteBuffer(path, position, length)
                : new StreamByteBuffer(stream, position, length);
        }

        return new MemoryByteBuffer(source.TakeArray(length));
    }

    private static MemoryByteBuffer Swapped(byte[] bytes, int unit)
    {
        Endian.SwapBytes(unit, bytes);
        return new MemoryByteBuffer(bytes);
    }
}
