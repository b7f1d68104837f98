using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Voxmark.FellowOakDicom.Tests;

/// <summary>DICOM bytes put together by hand (PS3.5 section 7, PS3.10 section 7), so that the writer proves nothing.</summary>
internal static class Part10
{
    public const string ImplicitLittle = "1.2.840.10008.1.2";
    public const string ExplicitLittle = "1.2.840.10008.1.2.1";
    public const string ExplicitBig = "1.2.840.10008.1.2.2";
    public const string Deflated = "1.2.840.10008.1.2.1.99";

    public const uint Undefined = 0xffffffff;

    public static readonly byte[] EndOfItem = [.. Tag(0xfffee00d), 0, 0, 0, 0];
    public static readonly byte[] EndOfSequence = [.. Tag(0xfffee0dd), 0, 0, 0, 0];

    /// <summary>Preamble, meta information with the transfer syntax only, and the data set.</summary>
    public static byte[] File(string transferSyntax, params byte[][] elements) =>
        [.. new byte[128], .. "DICM"u8, .. Meta(transferSyntax), .. Join(elements)];

    public static byte[] Meta(string transferSyntax)
    {
        var syntax = Explicit(0x00020010, "UI", Even(transferSyntax, '\0'));
        return [.. Explicit(0x00020000, "UL", UInt32((uint)syntax.Length)), .. syntax];
    }

    public static byte[] Explicit(uint tag, string vr, string text) => Explicit(tag, vr, Even(text, vr == "UI" ? '\0' : ' '));

    public static byte[] Explicit(uint tag, string vr, byte[] value) => Explicit(tag, vr, (uint)value.Length, value);

    /// <summary>An element whose length field need not be true.</summary>
    public static byte[] Explicit(uint tag, string vr, uint length, byte[] value) =>
        vr is "OB" or "OD" or "OF" or "OL" or "OV" or "OW" or "SQ" or "SV" or "UC" or "UN" or "UR" or "UT" or "UV"
            ? [.. Tag(tag), .. Encoding.ASCII.GetBytes(vr), 0, 0, .. UInt32(length), .. value]
            : [.. Tag(tag), .. Encoding.ASCII.GetBytes(vr), (byte)length, (byte)(length >> 8), .. value];

    public static byte[] Implicit(uint tag, string text) => Implicit(tag, Even(text, ' '));

    public static byte[] Implicit(uint tag, byte[] value) => Implicit(tag, (uint)value.Length, value);

    public static byte[] Implicit(uint tag, uint length, byte[] value) => [.. Tag(tag), .. UInt32(length), .. value];

    public static byte[] Item(uint length, params byte[][] content) =>
        [.. Tag(0xfffee000), .. UInt32(length), .. Join(content)];

    public static byte[] Tag(uint tag) => [(byte)(tag >> 16), (byte)(tag >> 24), (byte)tag, (byte)(tag >> 8)];

    public static byte[] UInt16(params ushort[] values) => Join(Array.ConvertAll(values, BitConverter.GetBytes));

    public static byte[] UInt32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    public static byte[] Deflate(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var deflate = new DeflateStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(bytes);
        }

        return stream.ToArray();
    }

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    private static byte[] Even(string text, char padding) =>
        Encoding.ASCII.GetBytes(text.Length % 2 == 0 ? text : text + padding);
}
