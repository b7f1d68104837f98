using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Voxmark.Imaging.Volumes;

/// <summary>
/// Writes a volume object to a temporary name; <see cref="Commit"/> makes it durable and puts it in place in one step.
/// Disposed without a commit it leaves nothing behind. Slices may be written in any order and by several threads.
/// </summary>
public sealed class SeriesVolumeWriter : IDisposable
{
    /// <summary>Room for the final numbers of the header to be longer than the draft's.</summary>
    private const int HeaderSlackBytes = 512;

    private readonly string _path;
    private readonly string _temporaryPath;
    private readonly SafeFileHandle _handle;
    private readonly VolumeHeader _draft;
    private readonly int _headerBytes;
    private bool _committed;

    /// <param name="draft">The header as far as it is known; dimensions and slices are final.</param>
    public SeriesVolumeWriter(string path, VolumeHeader draft)
    {
        _path = path;
        _draft = draft;
        _temporaryPath = $"{path}.{Guid.NewGuid():N}.tmp";
        _headerBytes = JsonSerializer.SerializeToUtf8Bytes(draft, VolumeJson.Default.VolumeHeader).Length + HeaderSlackBytes;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _handle = File.OpenHandle(_temporaryPath, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);
    }

    /// <param name="voxels">Row-major [Rows, Columns].</param>
    public void WriteSlice(int k, ReadOnlySpan<short> voxels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(k, _draft.Slices);
        ArgumentOutOfRangeException.ThrowIfNotEqual(voxels.Length, _draft.PixelsPerSlice);
        var offset = VolumeLayout.VoxelStart(_headerBytes) + k * VolumeLayout.SliceBytes(_draft);
        RandomAccess.Write(_handle, MemoryMarshal.AsBytes(voxels), offset);
    }

    /// <summary>Writes the header, makes the file durable and gives it its name.</summary>
    /// <param name="header">The draft with its numbers completed; dimensions and slices as they were.</param>
    public void Commit(VolumeHeader header)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(header, VolumeJson.Default.VolumeHeader);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(json.Length, _headerBytes);

        // JSON may end in spaces: the voxels stay where the draft put them.
        var start = new byte[VolumeLayout.HeaderStart + _headerBytes];
        VolumeLayout.Magic.CopyTo(start);
        BinaryPrimitives.WriteUInt32LittleEndian(start.AsSpan(8), (uint)_headerBytes);
        json.CopyTo(start, VolumeLayout.HeaderStart);
        start.AsSpan(VolumeLayout.HeaderStart + json.Length).Fill((byte)' ');
        RandomAccess.Write(_handle, start, 0);

        // A slice that was never written reads as zeros; the length must be right all the same.
        var length = VolumeLayout.VoxelStart(_headerBytes) + header.Slices * VolumeLayout.SliceBytes(header);
        if (RandomAccess.GetLength(_handle) < length)
            RandomAccess.SetLength(_handle, length);
        RandomAccess.FlushToDisk(_handle);
        _handle.Dispose();
        File.Move(_temporaryPath, _path, overwrite: true);
        DurableFolder.Flush(Path.GetDirectoryName(_path)!);
        _committed = true;
    }

    public void Dispose()
    {
        _handle.Dispose();
        if (!_committed)
            File.Delete(_temporaryPath);
    }
}
