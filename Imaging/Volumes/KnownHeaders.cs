using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace Voxmark.Imaging.Volumes;

/// <param name="VoxelStart">Offset of voxel (0, 0, 0) in the file, bytes.</param>
internal sealed record KnownHeader(VolumeHeader Header, long VoxelStart);

/// <summary>
/// Headers of the volumes that are in use: that of a long series takes longer to read than a slice to send. A file is known
/// by its path, length and time of writing, asked of the open file each time, so that a volume that was replaced is read
/// anew. Thread-safe.
/// </summary>
internal static class KnownHeaders
{
    private const int Most = 200;

    private static readonly ConcurrentDictionary<string, (long Length, DateTime WrittenAt, KnownHeader Header)> s_known = new();

    public static KnownHeader Get(string path, SafeFileHandle file, Func<SafeFileHandle, KnownHeader> read)
    {
        var (length, writtenAt) = (RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file));
        if (s_known.TryGetValue(path, out var known) && known.Length == length && known.WrittenAt == writtenAt)
            return known.Header;

        var header = read(file);
        if (s_known.Count >= Most)
            s_known.Clear();
        s_known[path] = (length, writtenAt, header);
        return header;
    }
}
