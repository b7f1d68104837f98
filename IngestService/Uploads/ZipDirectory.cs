using System.Buffers.Binary;

namespace Voxmark.IngestService.Uploads;

/// <summary>
/// Counts a zip's entries without keeping them: .NET's reader holds the whole central directory in memory, and a crafted
/// one can be most of the file. (APPNOTE 6.3.10, sections 4.3.12 to 4.3.16.)
/// </summary>
internal static class ZipDirectory
{
    private const uint EntrySignature = 0x02014b50;
    private const uint EndSignature = 0x06054b50;
    private const uint LocatorSignature = 0x07064b50;
    private const uint End64Signature = 0x06064b50;
    private const int EntryBytes = 46;
    private const int EndBytes = 22;
    private const int LocatorBytes = 20;
    private const int End64Bytes = 56;

    /// <returns>The number of entries, at most <paramref name="limit"/> + 1; null when this is no complete zip.</returns>
    public static int? CountEntries(Stream zip, int limit)
    {
        if (DirectoryStart(zip) is not { } start || start < 0 || start > zip.Length)
            return null;

        zip.Position = start;
        var buffered = new BufferedStream(zip, 64 * 1024);
        Span<byte> entry = stackalloc byte[EntryBytes];
        var count = 0;
        while (count <= limit
            && buffered.ReadAtLeast(entry, EntryBytes, throwOnEndOfStream: false) == EntryBytes
            && BinaryPrimitives.ReadUInt32LittleEndian(entry) == EntrySignature)
        {
            count++;
            var rest = BinaryPrimitives.ReadUInt16LittleEndian(entry[28..])
                + BinaryPrimitives.ReadUInt16LittleEndian(entry[30..])
                + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
            buffered.Seek(rest, SeekOrigin.Current);
        }

        return count;
    }

    private static long? DirectoryStart(Stream zip)
    {
        var tail = new byte[Math.Min(zip.Length, EndBytes + LocatorBytes + ushort.MaxValue)];
        zip.Position = zip.Length - tail.Length;
        zip.ReadExactly(tail);

        for (var at = tail.Length - EndBytes; at >= 0; at--)
        {
            var end = tail.AsSpan(at);
            if (BinaryPrimitives.ReadUInt32LittleEndian(end) != EndSignature)
                continue;
            var offset = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
            return offset != uint.MaxValue || at < LocatorBytes ? offset : DirectoryStart64(zip, tail.AsSpan(at - LocatorBytes));
        }

        return null;
    }

    private static long? DirectoryStart64(Stream zip, ReadOnlySpan<byte> locator)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != LocatorSignature)
            return null;
        var at = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        if (at < 0 || at > zip.Length - End64Bytes)
            return null;

        Span<byte> end = stackalloc byte[End64Bytes];
        zip.Position = at;
        zip.ReadExactly(end);
        return BinaryPrimitives.ReadUInt32LittleEndian(end) == End64Signature
            ? BinaryPrimitives.ReadInt64LittleEndian(end[48..])
            : null;
    }
}
