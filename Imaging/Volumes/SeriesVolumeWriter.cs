using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Voxmark.Imaging.Volumes;

/// <summary>
/// Writes a volume object under a temporary name, for the object store to adopt once it is complete. Disposed before
/// <see cref="Complete"/> it leaves nothing behind. Slices may be written in any order and by several threads.
/// </summary>
public sealed class SeriesVolumeWriter : IDisposable
{
    /// <summary>Room for the id, and for the final numbers and notices of the header to be longer than the draft's.</summary>
    private const int HeaderSlackBytes = 16 * 1024;

    /// <summary>Of the 64 hexadecimal digits of a SHA-256, as many as no two volumes share by chance.</summary>
    private const int IdLength = 32;

    private readonly string _path;
    private readonly SafeFileHandle _handle;
    private readonly VolumeHeader _draft;
    private readonly int _headerBytes;
    private readonly uint?[] _checksums;
    private readonly byte[]?[] _sliceHashes;
    private bool _complete;

    /// <param name="path">A file that is not there yet, in a folder that is.</param>
    /// <param name="draft">The header as far as it is known; dimensions and slices are final.</param>
    /// <exception cref="IOException">The disk has no room for all of it: it is taken at once, so that two writers never
    /// count on the same.</exception>
    public SeriesVolumeWriter(string path, VolumeHeader draft)
    {
        _path = path;
        _draft = draft;
        _checksums = new uint?[draft.Slices];
        _sliceHashes = new byte[]?[draft.Slices];
        _headerBytes = Json(WithChecksums(draft, _ => uint.MaxValue)).Length + HeaderSlackBytes;
        _handle = File.OpenHandle(
            path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, FileOptions.None,
            VolumeLayout.VoxelStart(_headerBytes) + draft.Slices * VolumeLayout.SliceBytes(draft));
    }

    /// <param name="voxels">Row-major [Rows, Columns].</param>
    public void WriteSlice(int k, ReadOnlySpan<short> voxels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(k, _draft.Slices);
        ArgumentOutOfRangeException.ThrowIfNotEqual(voxels.Length, _draft.PixelsPerSlice);
        var offset = VolumeLayout.VoxelStart(_headerBytes) + k * VolumeLayout.SliceBytes(_draft);
        var bytes = MemoryMarshal.AsBytes(voxels);
        RandomAccess.Write(_handle, bytes, offset);
        (_checksums[k], _sliceHashes[k]) = (Crc32C.Of(bytes), SHA256.HashData(bytes));
    }

    /// <summary>Writes the header, flushes the file to disk and closes it. Slices never written hold zeros.</summary>
    /// <param name="header">The draft with its numbers completed; dimensions and slices as they were. Its id is left
    /// aside.</param>
    /// <returns>The header as it was written, with the id that names the content.</returns>
    public VolumeHeader Complete(VolumeHeader header)
    {
        var empty = new Lazy<uint>(() => Crc32C.Of(new byte[VolumeLayout.SliceBytes(header)]));
        header = WithChecksums(header with { Id = IdOf(header) }, k => _checksums[k] ?? empty.Value);
        var json = Json(header);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(json.Length, _headerBytes);

        // JSON may end in spaces: the voxels stay where the draft put them.
        var start = new byte[VolumeLayout.HeaderStart + _headerBytes];
        VolumeLayout.Magic.CopyTo(start);
        BinaryPrimitives.WriteUInt32LittleEndian(start.AsSpan(8), (uint)_headerBytes);
        json.CopyTo(start, VolumeLayout.HeaderStart);
        start.AsSpan(VolumeLayout.HeaderStart + json.Length).Fill((byte)' ');
        RandomAccess.Write(_handle, start, 0);

        RandomAccess.SetLength(
            _handle, VolumeLayout.VoxelStart(_headerBytes) + header.Slices * VolumeLayout.SliceBytes(header));
        RandomAccess.FlushToDisk(_handle);
        _handle.Dispose();
        _complete = true;
        return header;
    }

    /// <summary>Of the header without checksums, which say the same: ids are those of volumes that were written before.</summary>
    private string IdOf(VolumeHeader header)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(header with { Id = "" }, VolumeJson.Default.VolumeHeader));
        foreach (var slice in _sliceHashes)
            hash.AppendData(slice ?? new byte[SHA256.HashSizeInBytes]);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..IdLength];
    }

    private static VolumeHeader WithChecksums(VolumeHeader header, Func<int, uint> of) => header with
    {
        Format = VolumeLayout.Format,
        SliceList = [.. header.SliceList.Select((slice, k) => slice with { Crc32C = of(k) })],
    };

    private static byte[] Json(VolumeHeader header) => JsonSerializer.SerializeToUtf8Bytes(header, VolumeJson.Default.VolumeHeader);

    public void Dispose()
    {
        _handle.Dispose();
        if (!_complete)
            File.Delete(_path);
    }
}
