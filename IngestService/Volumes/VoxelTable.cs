using Voxmark.Imaging.Volumes;

namespace Voxmark.IngestService.Volumes;

/// <summary>What became of the pixels of a frame.</summary>
/// <param name="Min">Smallest voxel that is no padding; above <paramref name="Max"/> when all are.</param>
/// <param name="Clamped">How many did not fit int16.</param>
internal readonly record struct MappedVoxels(short Min, short Max, long Clamped);

/// <summary>
/// Stored words to voxels, all steps in one lookup: bits outside BitsStored, sign, rescale or modality LUT, rounding.
/// Frames of a series mostly share one; a PET series needs one per frame.
/// </summary>
internal sealed class VoxelTable
{
    private enum Kind : byte
    {
        Value,
        Padding,
        Clamped,
    }

    private readonly short[] _voxels;
    private readonly Kind[]? _kinds;

    public VoxelTable(PixelLayout layout, ModalityTransform transform, VoxelMapping mapping, PixelPadding? padding = null)
    {
        _voxels = new short[1 << layout.BitsAllocated];
        var kinds = new Kind[_voxels.Length];
        var (from, to) = (int.MaxValue, int.MinValue);
        for (var word = 0; word < _voxels.Length; word++)
        {
            var stored = layout.StoredValue(word);
            var value = transform.Apply(stored);
            var isPadding = padding?.Contains(stored) == true;
            var voxel = _voxels[word] = isPadding ? mapping.PaddingVoxel ?? mapping.ToVoxel(value) : mapping.ToVoxel(value);
            if (isPadding)
                (kinds[word], from, to) = (Kind.Padding, Math.Min(from, voxel), Math.Max(to, voxel));
            else if (mapping.Clamps(value))
                kinds[word] = Kind.Clamped;
        }

        Padding = from <= to ? new(from, to) : null;
        _kinds = Array.Exists(kinds, kind => kind != Kind.Value) ? kinds : null;
    }

    /// <summary>Voxels that mean nothing; null for none.</summary>
    public VoxelRange? Padding { get; }

    public MappedVoxels Map(ReadOnlySpan<ushort> words, Span<short> voxels)
    {
        var (min, max) = (short.MaxValue, short.MinValue);
        long clamped = 0;
        for (var i = 0; i < words.Length; i++)
        {
            var voxel = voxels[i] = _voxels[words[i]];
            if (_kinds is not null)
            {
                var kind = _kinds[words[i]];
                if (kind == Kind.Padding)
                    continue;
                clamped += kind == Kind.Clamped ? 1 : 0;
            }

            min = Math.Min(min, voxel);
            max = Math.Max(max, voxel);
        }

        return new(min, max, clamped);
    }
}
