#nullable disable
namespace FellowOakDicom.IO.Buffer;

/// <summary>A value that stays in a seekable stream until it is asked for. Moves the stream; not thread-safe.</summary>
public sealed class StreamByteBuffer : IByteBuffer
{
    public StreamByteBuffer(Stream stream, long position, long length)
    {
        Stream = stream;
        Position = position;
        Size = length;
    }

    public bool IsMemory => false;

    public Stream Stream { get; }

    public long Position { get; }

    public long Size { get; }

    public byte[] Data => this.GetByteRange(0, checked((int)Size));

    public void GetByteRange(long offset, int count, byte[] output)
    {
        BufferRange.Check(this, offset, count, output);
        if (!Stream.CanRead)
        {
            throw new DicomIoException("The stream of a value that was left in it is closed");
        }

        Stream.Position = Position + offset;
        Stream.ReadExactly(output, 0, count);
    }

    public void CopyToStream(Stream stream) => BufferRange.Copy(this, stream);

    public Task CopyToStreamAsync(Stream stream, CancellationToken cancellationToken) =>
        BufferRange.CopyAsync(this, stream, cancellationToken);
}
