using System.Buffers;
using System.IO.Compression;

namespace FellowOakDicom.IO.Reader;

/// <summary>
/// Reads a stream forwards through a small window. Never allocates more than the stream can hold: a length that lies
/// ends in <see cref="EndOfStreamException"/>, not in an allocation.
/// </summary>
internal sealed class ByteSource : IDisposable
{
    /// <summary>Most bytes that can be looked at without taking them.</summary>
    public const int PeekLimit = 4096;

    private const int WindowBytes = 64 * 1024;
    private const int PieceBytes = 1024 * 1024;

    // A deflated data set may grow by this much: images of one colour shrink to a thousandth, whole files do not.
    private const long InflatedFloorBytes = 128L * 1024 * 1024;
    private const long InflationRatio = 100;

    private readonly Stream _stream;
    private readonly long? _length;
    private readonly long _mostBytes;
    private byte[] _window = ArrayPool<byte>.Shared.Rent(WindowBytes);
    private int _next;
    private int _end;
    private long _streamPosition;

    public ByteSource(Stream stream)
        : this(stream, long.MaxValue)
    {
    }

    private ByteSource(Stream stream, long mostBytes)
    {
        _stream = stream;
        _mostBytes = mostBytes;
        if (stream.CanSeek)
        {
            _length = stream.Length;
            _streamPosition = stream.Position;
        }
    }

    /// <summary>Bytes taken so far, counted from the stream's own beginning.</summary>
    public long Position => _streamPosition - (_end - _next);

    /// <summary>Bytes of the whole stream; null where it does not say.</summary>
    public long? Length => _length;

    public bool CanSeek => _length is not null;

    public bool IsAtEnd => !TryPeek(1, out _);

    /// <summary>The next bytes, which stay there.</summary>
    /// <param name="count">At most <see cref="PeekLimit"/>.</param>
    /// <param name="bytes">What there is, where the stream ends before.</param>
    public bool TryPeek(int count, out ReadOnlySpan<byte> bytes)
    {
        while (_end - _next < count && Fill())
        {
        }

        bytes = _window.AsSpan(_next, Math.Min(count, _end - _next));
        return bytes.Length == count;
    }

    /// <summary>The next bytes, valid until the next call.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (!TryPeek(count, out var bytes))
        {
            throw new EndOfStreamException();
        }

        _next += count;
        return bytes;
    }

    /// <summary>An array of the next bytes.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public byte[] TakeArray(long count)
    {
        RequireLength(count);
        if (count > Array.MaxLength)
        {
            throw new DicomReaderException($"A value of {count} bytes is too long to be held in memory");
        }

        if (CanSeek || count <= PieceBytes)
        {
            var bytes = GC.AllocateUninitializedArray<byte>((int)count);
            Read(bytes);
            return bytes;
        }

        // Nobody knows how long the stream is, so the array grows with what has come.
        var grown = Array.Empty<byte>();
        while (grown.Length < count)
        {
            var start = grown.Length;
            Array.Resize(ref grown, (int)Math.Min(count, Math.Max(PieceBytes, start * 2L)));
            Read(grown.AsSpan(start));
        }

        return grown;
    }

    /// <exception cref="EndOfStreamException">There are fewer bytes.</exception>
    public void Skip(long count)
    {
        RequireLength(count);
        var buffered = (int)Math.Min(count, _end - _next);
        _next += buffered;
        count -= buffered;
        if (CanSeek)
        {
            _streamPosition += count;
            _stream.Position = _streamPosition;
            return;
        }

        while (count > 0)
        {
            count -= Take((int)Math.Min(count, PeekLimit)).Length;
        }
    }

    /// <summary>The rest of this source, inflated (RFC 1951).</summary>
    public ByteSource Inflate()
    {
        var deflated = new RestStream(this);
        var most = _length is { } length
            ? Math.Max(InflatedFloorBytes, (length - Position) * InflationRatio)
            : InflatedFloorBytes;
        return new ByteSource(new DeflateStream(deflated, CompressionMode.Decompress), most);
    }

    public void Dispose()
    {
        if (_window.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_window);
            _window = [];
            (_next, _end) = (0, 0);
        }
    }

    private void RequireLength(long count)
    {
        if (_length is { } length && count > length - Position)
        {
            throw new EndOfStreamException();
        }
    }

    private void Read(Span<byte> target)
    {
        var buffered = Math.Min(target.Length, _end - _next);
        _window.AsSpan(_next, buffered).CopyTo(target);
        _next += buffered;
        var rest = target[buffered..];
        while (rest.Length > 0)
        {
            var count = ReadStream(rest);
            if (count == 0)
            {
                throw new EndOfStreamException();
            }

            rest = rest[count..];
        }
    }

    /// <summary>Moves what is left to the window's front and reads behind it; false at the stream's end.</summary>
    private bool Fill()
    {
        _window.AsSpan(_next, _end - _next).CopyTo(_window);
        (_next, _end) = (0, _end - _next);
        var count = ReadStream(_window.AsSpan(_end));
        _end += count;
        return count > 0;
    }

    private int ReadStream(Span<byte> target)
    {
        var count = _stream.Read(target);
        _streamPosition += count;
        return _streamPosition <= _mostBytes
            ? count
            : throw new DicomReaderException($"The deflated data set is larger than {_mostBytes} bytes");
    }

    /// <summary>What a source has not yet taken, as a stream.</summary>
    private sealed class RestStream(ByteSource source) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            if (buffer.IsEmpty || source.IsAtEnd)
            {
                return 0;
            }

            var count = Math.Min(buffer.Length, source._end - source._next);
            source.Read(buffer[..count]);
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
