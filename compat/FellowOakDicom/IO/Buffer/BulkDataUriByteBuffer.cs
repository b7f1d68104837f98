#nullable disable
namespace FellowOakDicom.IO.Buffer;

/// <summary>A value that lies elsewhere, until somebody fetches it and sets <see cref="Data"/>.</summary>
public class BulkDataUriByteBuffer : IBulkDataUriByteBuffer
{
    private byte[] _data;

    public BulkDataUriByteBuffer(string bulkDataUri)
    {
        BulkDataUri = bulkDataUri;
    }

    public string BulkDataUri { get; private set; }

    public bool IsMemory => _data is not null;

    /// <exception cref="InvalidOperationException">It was not fetched yet.</exception>
    public virtual byte[] Data
    {
        get => _data ?? throw new InvalidOperationException($"The bulk data at {BulkDataUri} has not been fetched");
        set => _data = value;
    }

    /// <inheritdoc cref="Data"/>
    public virtual long Size => Data.Length;

    public void GetByteRange(long offset, int count, byte[] output)
    {
        BufferRange.Check(this, offset, count, output);
        Data.AsSpan((int)offset, count).CopyTo(output);
    }

    public void CopyToStream(Stream stream) => stream.Write(Data);

    public Task CopyToStreamAsync(Stream stream, CancellationToken cancellationToken) =>
        stream.WriteAsync(Data, cancellationToken).AsTask();
}
