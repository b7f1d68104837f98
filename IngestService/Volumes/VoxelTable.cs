namespace Voxmark.IngestService.Volumes;

/// <summary>
/// Stored words to voxels, all steps in one lookup: bits outside BitsStored, sign, rescale or modality LUT, rounding.
/// Frames of a series mostly share one; a PET series needs one per frame.
/// </summary>
internal sealed class VoxelTable
{
    private readonly short[] _voxels;

    public VoxelTable(PixelLayout layout, ModalityTransform transform, VoxelMapping mapping)
    {
        _voxels = new short[1 << layout.BitsAllocated];
        for (var word = 0; word < _voxels.Length; word++)
            _voxels[word] = mapping.ToVoxel(transform.Apply(layout.StoredValue(word)));
    }

    /// <summary>Maps a frame and returns the smallest and the largest voxel in it.</summary>
    public (short Min, short Max) Map(ReadOnlySpan<ushort> words, Span<short> voxels)
    {
        var (min, max) = (short.MaxValue, short.MinValue);
        for (var i = 0; i < words.Length; i++)
        {
            var voxel = _voxels[words[i]];
            voxels[i] = voxel;
            min = Math.Min(min, voxel);
            max = Math.Max(max, voxel);
        }

        return (min, max);
    }
}
