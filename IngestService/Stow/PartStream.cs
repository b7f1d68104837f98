namespace Voxmark.IngestService.Stow;

/// <summary>A part of a multipart body, forward only, that tells a body which ends early from other trouble.</summary>
internal sealed class PartStream(Stream part) : Stream
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

    /// <summary>What a multipart reader throws at a malformed body; a client that went away looks different.</summary>
    public static bool IsOfTheBody(Exception e) =>
        e is InvalidDataException || (e is IOException and not BadHttpRequestException && e.GetType() == typeof(IOException));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await part.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (IsOfTheBody(e))
        {
            throw new MalformedBodyException("The body ends within a part.", e);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
