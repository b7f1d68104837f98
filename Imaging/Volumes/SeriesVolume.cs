using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Voxmark.Imaging.Volumes;

/// <summary>
/// A volume object, memory-mapped for reading. Any number of threads may read it at once. Spans point into the mapping:
/// none may be used after <see cref="Dispose"/>. The file may be replaced meanwhile; the mapping keeps the old content.
/// </summary>
public sealed unsafe class SeriesVolume : IDisposable
{
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _voxels;

    private SeriesVolume(VolumeHeader header, MemoryMappedViewAccessor view, long voxelStart)
    {
        Header = header;
        VoxelStart = voxelStart;
        _view = view;
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _voxels = start + _view.PointerOffset + voxelStart;
    }

    public VolumeHeader Header { get; }

    /// <summary>Offset of voxel (0, 0, 0) in the file, bytes; slices follow one another without gaps.</summary>
    public long VoxelStart { get; }

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no volume object, or it is cut short.</exception>
    public static SeriesVolume Open(string path)
    {
        using var handle = OpenToRead(path);
        var (header, voxelStart) = KnownHeaders.Get(path, handle, ReadHeader);
        if (RandomAccess.GetLength(handle) < voxelStart + header.Slices * VolumeLayout.SliceBytes(header))
            throw new InvalidDataException("The volume object is cut short.");

        // The mapping outlives the handle.
        using var file = MemoryMappedFile.CreateFromFile(
            handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        return new(header, file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read), voxelStart);
    }

    /// <summary>The header alone, without mapping the voxels.</summary>
    /// <inheritdoc cref="Open"/>
    public static VolumeHeader ReadHeader(string path)
    {
        using var handle = OpenToRead(path);
        return KnownHeaders.Get(path, handle, ReadHeader).Header;
    }

    /// <summary>Slice <paramref name="k"/>, row-major [Rows, Columns].</summary>
    public ReadOnlySpan<short> Slice(int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(k, Header.Slices);
        ObjectDisposedException.ThrowIf(_view.SafeMemoryMappedViewHandle.IsClosed, this);
        return new(_voxels + k * VolumeLayout.SliceBytes(Header), Header.PixelsPerSlice);
    }

    /// <summary>Whether the voxels of slice <paramref name="k"/> are those that were written; true where nobody can tell
    /// (format 1).</summary>
    public bool IsIntact(int k) =>
        Header.SliceList.ElementAtOrDefault(k)?.Crc32C is not { } written || Crc32C.Of(MemoryMarshal.AsBytes(Slice(k))) == written;

    /// <summary>Column <paramref name="i"/> of every slice, [Slices, Rows], slice 0 first.</summary>
    /// <param name="plane">Receives Slices × Rows voxels.</param>
    public void CopySagittal(int i, Span<short> plane)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(i);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(i, Header.Columns);
        var at = 0;
        for (var k = 0; k < Header.Slices; k++)
        {
            var slice = Slice(k);
            for (var pixel = i; pixel < slice.Length; pixel += Header.Columns)
                plane[at++] = slice[pixel];
        }
    }

    /// <summary>Row <paramref name="j"/> of every slice, [Slices, Columns], slice 0 first.</summary>
    /// <param name="plane">Receives Slices × Columns voxels.</param>
    public void CopyCoronal(int j, Span<short> plane)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(j);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(j, Header.Rows);
        for (var k = 0; k < Header.Slices; k++)
            Slice(k).Slice(j * Header.Columns, Header.Columns).CopyTo(plane[(k * Header.Columns)..]);
    }

    public void Dispose()
    {
        if (_view.SafeMemoryMappedViewHandle.IsClosed)
            return;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
    }

    private static SafeFileHandle OpenToRead(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.RandomAccess);

    private static KnownHeader ReadHeader(SafeFileHandle handle)
    {
        Span<byte> start = stackalloc byte[VolumeLayout.HeaderStart];
        if (RandomAccess.Read(handle, start, 0) < start.Length || !start.StartsWith(VolumeLayout.Magic))
            throw new InvalidDataException("This is no volume object.");
        var length = BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (length > VolumeLayout.MaxHeaderBytes)
            throw new InvalidDataException("The header of the volume object is too long.");

        var json = new byte[length];
        if (RandomAccess.Read(handle, json, VolumeLayout.HeaderStart) < json.Length)
            throw new InvalidDataException("The volume object is cut short.");
        try
        {
            var header = JsonSerializer.Deserialize(json, VolumeJson.Default.VolumeHeader);
            return header is not null && IsSound(header)
                ? new KnownHeader(header, VolumeLayout.VoxelStart(json.Length))
                : throw new InvalidDataException("The header of the volume object is empty, or contradicts itself.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("The header of the volume object cannot be read.", e);
        }
    }

    /// <summary>What everybody who computes on a volume counts on: a slice fits an array, each slice has its entry, and
    /// numbers are numbers.</summary>
    private static bool IsSound(VolumeHeader header) =>
        header is { Rows: > 0, Columns: > 0, Slices: > 0 } && (long)header.Rows * header.Columns <= Array.MaxLength
        && header.SliceList?.Count == header.Slices
        && double.IsFinite(header.Slope) && header.Slope != 0 && double.IsFinite(header.Intercept)
        && header.Grid?.Spacing is null or { X: > 0 and <= double.MaxValue, Y: > 0 and <= double.MaxValue, Z: >= 0 and <= double.MaxValue };
}
