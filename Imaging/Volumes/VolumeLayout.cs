namespace Voxmark.Imaging.Volumes;

/// <summary>Where things are in a volume file: docs/volume-format.md.</summary>
internal static class VolumeLayout
{
    /// <summary>Of the header. Readers of 1 read 2: it has more.</summary>
    public const int Format = 2;

    public const int HeaderStart = 12;

    /// <summary>Voxels start on a memory page, so that slices can be mapped and sent as they lie.</summary>
    public const int Alignment = 4096;

    /// <summary>A header of 100,000 slices is about 20 MB; more is not one of ours.</summary>
    public const int MaxHeaderBytes = 64 << 20;

    public static ReadOnlySpan<byte> Magic => "VXVOLUM1"u8;

    public static long VoxelStart(int headerBytes) => (HeaderStart + (long)headerBytes + Alignment - 1) / Alignment * Alignment;

    public static long SliceBytes(VolumeHeader header) => (long)header.Rows * header.Columns * sizeof(short);
}
