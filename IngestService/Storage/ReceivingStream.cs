using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.IngestService.Storage;

/// <summary>The file is larger than may be received.</summary>
internal sealed class FileTooLargeException(long maxBytes) : IOException($"It is larger than {maxBytes >> 20} MB.");

/// <summary>Writes a file as it arrives in pieces, hashing it on the way. Disposed of before it is complete, it leaves
/// nothing behind.</summary>
internal sealed class ReceivingStream(StagedObject staged, long maxBytes) : Stream
{
    private readonly SafeFileHandle _file = File.OpenHandle(staged.Path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _length;
    private bool _isComplete;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    /// <summary>All of it is there: the file belongs to what is returned.</summary>
    public ReceivedFile Complete()
    {
        _file.Dispose();
        _isComplete = true;
        return new ReceivedFile(staged, _hash.GetHashAndReset(), _length);
    }

    /// <exception cref="FileTooLargeException">It would be longer than allowed.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_length + buffer.Length > maxBytes)
            throw new FileTooLargeException(maxBytes);
        _hash.AppendData(buffer);
        RandomAccess.Write(_file, buffer, _length);
        _length += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>The pieces are small and go to the page cache: to hand them to another thread costs more.</summary>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
            _hash.Dispose();
            if (!_isComplete)
                staged.Dispose();
        }

        base.Dispose(disposing);
    }
}
