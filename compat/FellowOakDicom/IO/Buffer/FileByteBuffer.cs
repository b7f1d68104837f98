#nullable disable
using Microsoft.Win32.SafeHandles;

namespace FellowOakDicom.IO.Buffer;

/// <summary>A value that stays in its file, which is opened again for each access. Thread-safe.</summary>
public sealed class FileByteBuffer : IByteBuffer
{
    private readonly string _path;

    internal FileByteBuffer(string path, long position, long size) => (_path, Position, Size) = (path, position, size);

    public bool IsMemory => false;

    /// <summary>Bytes from the file's beginning.</summary>
    public long Position { get; }

    public long Size { get; }

    public byte[] Data => this.GetByteRange(0, checked((int)Size));

    public void GetByteRange(long offset, int count, byte[] output)
    {
        BufferRange.Check(this, offset, count, output);
        using var file = Open();
        Read(file, offset, output.AsSpan(0, count));
    }

    public void CopyToStream(Stream stream)
    {
        using var file = new FileStream(Open(), FileAccess.Read, bufferSize: 0);
        BufferRange.Copy(new StreamByteBuffer(file, Position, Size), stream);
    }

    public async Task CopyToStreamAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(Open(), FileAccess.Read, bufferSize: 0);
        await BufferRange.CopyAsync(new StreamByteBuffer(file, Position, Size), stream, cancellationToken);
    }

    private SafeFileHandle Open() => File.OpenHandle(_path, share: FileShare.ReadWrite | FileShare.Delete);

    private void Read(SafeFileHandle file, long offset, Span<byte> target)
    {
        while (target.Length > 0)
        {
            var count = RandomAccess.Read(file, target, Position + offset);
            if (count == 0)
            {
                throw new DicomIoException("The file has become shorter since it was read");
            }

            target = target[count..];
            offset += count;
        }
    }
}
