using System.Buffers.Binary;

namespace FellowOakDicom.Network.Pdu;

/// <summary>Sends PDUs, each with a limit on how long the peer takes to accept it.</summary>
internal sealed class PduWriter(Stream stream, UpperLayerLimits limits)
{
    private const int HeaderBytes = 6;
    private const int FragmentOverhead = 6;

    public Task WriteAsync(PduType type, ReadOnlyMemory<byte> body)
    {
        var pdu = new byte[HeaderBytes + body.Length];
        WriteHeader(pdu, type, body.Length);
        body.CopyTo(pdu.AsMemory(HeaderBytes));
        return SendAsync(pdu);
    }

    /// <summary>Sends a command or a data set in as many PDUs as it takes.</summary>
    /// <param name="longestPdu">What the peer takes; 0 for any length.</param>
    public async Task WriteFragmentsAsync(byte contextId, bool isCommand, Stream content, uint longestPdu)
    {
        const int ownLongest = 256 * 1024;
        const int shortest = 128;
        var longest = longestPdu == 0 ? ownLongest : (int)Math.Clamp(longestPdu, shortest, ownLongest);
        var pdu = new byte[HeaderBytes + longest];
        var payload = pdu.AsMemory(HeaderBytes + FragmentOverhead);
        var left = content.Length - content.Position;
        do
        {
            var length = (int)Math.Min(left, payload.Length);
            await content.ReadExactlyAsync(payload[..length]);
            left -= length;
            WriteHeader(pdu, PduType.Data, FragmentOverhead + length);
            BinaryPrimitives.WriteInt32BigEndian(pdu.AsSpan(HeaderBytes), length + 2);
            pdu[HeaderBytes + 4] = contextId;
            pdu[HeaderBytes + 5] = (byte)((isCommand ? 1 : 0) | (left == 0 ? 2 : 0));
            await SendAsync(pdu.AsMemory(0, HeaderBytes + FragmentOverhead + length));
        }
        while (left > 0);
    }

    private static void WriteHeader(byte[] pdu, PduType type, int length)
    {
        pdu[0] = (byte)type;
        BinaryPrimitives.WriteInt32BigEndian(pdu.AsSpan(2), length);
    }

    private async Task SendAsync(ReadOnlyMemory<byte> pdu)
    {
        using var limit = new CancellationTokenSource(limits.Stall);
        try
        {
            await stream.WriteAsync(pdu, limit.Token);
            await stream.FlushAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new TimeoutException($"The peer took nothing for {limits.Stall}");
        }
    }
}
