using System.Buffers.Binary;

namespace FellowOakDicom.Network.Pdu;

/// <summary>Reads PDUs through one small buffer, whatever their lengths say. Each wait has a limit.</summary>
internal sealed class PduReader(Stream stream, UpperLayerLimits limits)
{
    private const int BufferBytes = 128 * 1024;
    private const int HeaderBytes = 6;

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferBytes);
    private int _next;
    private int _end;

    /// <param name="patience">For the first byte.</param>
    /// <param name="stop">Ends the waiting for the first byte.</param>
    /// <returns>Null when the peer has hung up between two PDUs.</returns>
    /// <exception cref="ProtocolException">There is no such type of PDU.</exception>
    /// <exception cref="EndOfStreamException">The peer has hung up within the header.</exception>
    /// <exception cref="TimeoutException">Nothing came for <paramref name="patience"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was asked for.</exception>
    public async ValueTask<PduHeader?> ReadHeaderAsync(TimeSpan patience, CancellationToken stop)
    {
        if (_end == _next && !await FillAsync(patience, stop))
        {
            return null;
        }

        await NeedAsync(HeaderBytes);
        var header = Take(HeaderBytes);
        var type = (PduType)header.Span[0];
        return Enum.IsDefined(type)
            ? new PduHeader(type, BinaryPrimitives.ReadUInt32BigEndian(header.Span[2..]))
            : throw new ProtocolException(DicomAbortReason.UnrecognizedPDU, "There is no such type of PDU");
    }

    /// <summary>A whole PDU, without its header.</summary>
    /// <exception cref="ProtocolException">It is longer than <paramref name="most"/>.</exception>
    public async ValueTask<byte[]> ReadBodyAsync(PduHeader header, uint most)
    {
        if (header.Length > most)
        {
            throw new ProtocolException(DicomAbortReason.InvalidPDUParameter, "The PDU is longer than one of its type can be");
        }

        var body = new byte[header.Length];
        var filled = 0;
        while (filled < body.Length)
        {
            var piece = await ReadSomeAsync((uint)(body.Length - filled));
            piece.Span.CopyTo(body.AsSpan(filled));
            filled += piece.Length;
        }

        return body;
    }

    /// <param name="left">Bytes that are left of the PDU.</param>
    /// <exception cref="ProtocolException">The fragment does not fit in there.</exception>
    public async ValueTask<FragmentHeader> ReadFragmentHeaderAsync(uint left)
    {
        if (left < FragmentHeader.Bytes)
        {
            throw Misfit();
        }

        await NeedAsync((int)FragmentHeader.Bytes);
        var header = Take((int)FragmentHeader.Bytes).Span;
        var length = BinaryPrimitives.ReadUInt32BigEndian(header);
        if (length < 2 || length - 2 > left - FragmentHeader.Bytes)
        {
            throw Misfit();
        }

        return new FragmentHeader(header[4], (header[5] & 1) != 0, (header[5] & 2) != 0, length - 2);

        static ProtocolException Misfit() =>
            new(DicomAbortReason.InvalidPDUParameter, "A fragment does not fit in its PDU");
    }

    /// <summary>At least one and at most <paramref name="most"/> of the next bytes, valid until the next call.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadSomeAsync(uint most)
    {
        await NeedAsync(1);
        return Take((int)Math.Min(most, _end - _next));
    }

    private ReadOnlyMemory<byte> Take(int count)
    {
        var taken = _buffer.AsMemory(_next, count);
        _next += count;
        return taken;
    }

    private async ValueTask NeedAsync(int count)
    {
        while (_end - _next < count)
        {
            if (!await FillAsync(limits.Stall, CancellationToken.None))
            {
                throw new EndOfStreamException("The peer hung up within a PDU");
            }
        }
    }

    private async ValueTask<bool> FillAsync(TimeSpan patience, CancellationToken stop)
    {
        if (_next > 0)
        {
            _buffer.AsSpan(_next, _end - _next).CopyTo(_buffer);
            _end -= _next;
            _next = 0;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(patience);
        try
        {
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), limit.Token);
            _end += read;
            return read > 0;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException($"The peer sent nothing for {patience}");
        }
    }
}
