using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using static Voxmark.FellowOakDicom.Tests.Part10;

namespace Voxmark.FellowOakDicom.Tests.Network;

/// <summary>A peer that sends bytes put together by hand after PS3.8 section 9.3 and PS3.7 section 9.3.</summary>
internal sealed class RawPeer : IDisposable
{
    public const string CtImageStorage = "1.2.840.10008.5.1.4.1.1.2";
    public const string Verification = "1.2.840.10008.1.1";
    public const string ApplicationContext = "1.2.840.10008.3.1.1.1";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TcpClient _tcp = new();

    public NetworkStream Stream { get; private set; } = null!;

    public static async Task<RawPeer> ConnectAsync(int port)
    {
        var peer = new RawPeer();
        await peer._tcp.ConnectAsync(IPAddress.Loopback, port);
        peer.Stream = peer._tcp.GetStream();
        return peer;
    }

    /// <summary>Connected, with contexts 1 (Verification) and 3 (CT Image Storage, explicit VR little endian).</summary>
    public static async Task<RawPeer> AssociateAsync(int port)
    {
        var peer = await ConnectAsync(port);
        await peer.SendAsync(AssociateRequest());
        var (type, _) = await peer.ReceiveAsync();
        Assert.Equal(2, type);
        return peer;
    }

    public Task SendAsync(params byte[] bytes) => Stream.WriteAsync(bytes).AsTask();

    /// <summary>The next PDU; type 0 when the server has hung up.</summary>
    public async Task<(byte Type, byte[] Body)> ReceiveAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var header = new byte[6];
        var read = await Stream.ReadAtLeastAsync(header, 6, throwOnEndOfStream: false, limit.Token);
        if (read < 6)
            return (0, []);
        var body = new byte[BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(2))];
        await Stream.ReadExactlyAsync(body, limit.Token);
        return (header[0], body);
    }

    /// <summary>The next PDU: its type, and its content in hexadecimal.</summary>
    public async Task<string> ReceiveTextAsync()
    {
        var (type, body) = await ReceiveAsync();
        return $"{type}: {BitConverter.ToString(body)}";
    }

    /// <summary>The elements of a response that came as one fragment, read by hand.</summary>
    public async Task<Dictionary<ushort, byte[]>> ReceiveResponseAsync()
    {
        var (type, body) = await ReceiveAsync();
        Assert.Equal(4, type);
        Assert.Equal(3, body[5]); // command, last fragment
        var elements = new Dictionary<ushort, byte[]>();
        for (var rest = body[6..]; rest.Length > 0;)
        {
            var length = BitConverter.ToInt32(rest, 4);
            Assert.Equal(0, BitConverter.ToUInt16(rest));
            elements.Add(BitConverter.ToUInt16(rest, 2), rest[8..(8 + length)]);
            rest = rest[(8 + length)..];
        }

        return elements;
    }

    public async Task<ushort> ReceiveStatusAsync() => BitConverter.ToUInt16((await ReceiveResponseAsync())[0x0900]);

    /// <summary>The peer goes without a word, and the connection with a reset.</summary>
    public void Die()
    {
        _tcp.LingerState = new LingerOption(true, 0);
        _tcp.Close();
    }

    public void Dispose() => _tcp.Dispose();

    public static byte[] Pdu(byte type, params byte[] body) => [type, 0, .. Big32(body.Length), .. body];

    /// <summary>One presentation data value: context, flags (1 command, 2 last), content.</summary>
    public static byte[] Fragment(byte context, byte flags, params byte[] content) =>
        [.. Big32(content.Length + 2), context, flags, .. content];

    public static byte[] AssociateRequest(
        string calling = "SCU", string called = "SCP", string applicationContext = ApplicationContext, byte version = 1,
        byte[]? contexts = null) =>
        Pdu(1,
        [
            0, version, 0, 0, .. Title(called), .. Title(calling), .. new byte[32],
            .. SubItem(0x10, Encoding.ASCII.GetBytes(applicationContext)),
            .. contexts ?? [.. Context(1, Verification, ImplicitLittle), .. Context(3, CtImageStorage, ExplicitLittle)],
            .. SubItem(0x50, [.. SubItem(0x51, Big32(16384)), .. SubItem(0x52, "1.2.3"u8.ToArray())]),
        ]);

    public static byte[] Context(byte id, string abstractSyntax, params string[] transferSyntaxes) => SubItem(0x20,
    [
        id, 0, 0, 0, .. SubItem(0x30, Encoding.ASCII.GetBytes(abstractSyntax)),
        .. transferSyntaxes.SelectMany(syntax => SubItem(0x40, Encoding.ASCII.GetBytes(syntax))),
    ]);

    public static byte[] SubItem(byte type, byte[] content) => [type, 0, (byte)(content.Length >> 8), (byte)content.Length, .. content];

    /// <summary>A command set: its elements in implicit VR little endian, after their group length.</summary>
    public static byte[] Command(params byte[][] elements)
    {
        var content = Join(elements);
        return [.. Element(0x0000, UInt32((uint)content.Length)), .. content];
    }

    public static byte[] EchoCommand(ushort id = 7) => Command(
        Element(0x0002, Text(Verification)), Element(0x0100, UInt16(0x0030)), Element(0x0110, UInt16(id)),
        Element(0x0800, UInt16(0x0101)));

    public static byte[] StoreCommand(ushort id = 8, string sopInstance = "1.2.3.4") => Command(
        Element(0x0002, Text(CtImageStorage)), Element(0x0100, UInt16(0x0001)), Element(0x0110, UInt16(id)),
        Element(0x0700, UInt16(0)), Element(0x0800, UInt16(0x0001)), Element(0x1000, Text(sopInstance)));

    public static byte[] Element(ushort element, byte[] value) =>
        [0, 0, .. UInt16(element), .. UInt32((uint)value.Length), .. value];

    private static byte[] Text(string uid) => Encoding.ASCII.GetBytes(uid.Length % 2 == 0 ? uid : uid + "\0");

    private static byte[] Title(string title) => Encoding.ASCII.GetBytes(title.PadRight(16));

    private static byte[] Big32(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
