using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;

namespace Voxmark.LabelingService.Labels;

/// <summary>A slice as one revision left it.</summary>
public sealed class SliceRevision
{
    public Guid LabelId { get; init; }
    public int Slice { get; init; }
    public int Revision { get; init; }

    /// <summary><see cref="StoredMask.Hash"/>.</summary>
    public required string MaskHash { get; init; }

    /// <summary>No pixel of the slice carries a label since.</summary>
    public bool IsEmpty { get; init; }

    public LabelSlice ToContract() => new(Slice, Revision, MaskHash);
}

/// <summary>An encoded mask, kept once however many slices and revisions hold it.</summary>
public sealed class StoredMask
{
    /// <summary>SHA-256 of <see cref="Bytes"/>, lower-case hex.</summary>
    public required string Hash { get; init; }

    public required byte[] Bytes { get; init; }

    /// <exception cref="InvalidDataException">It was not written by us.</exception>
    public Mask Parse() =>
        Mask.TryParse(Bytes, out var mask, out var problem)
            ? mask
            : throw new InvalidDataException($"A stored mask cannot be read: {problem}");
}

internal sealed class SliceRevisionConfiguration : IEntityTypeConfiguration<SliceRevision>
{
    public void Configure(EntityTypeBuilder<SliceRevision> slice)
    {
        slice.ToTable("slice_revisions");
        // In this order the key is also the index that finds the newest change of each slice.
        slice.HasKey(s => new { s.LabelId, s.Slice, s.Revision });
        slice.HasOne<Revision>().WithMany().HasForeignKey(s => new { s.LabelId, s.Revision }).OnDelete(DeleteBehavior.Restrict);
        slice.HasOne<StoredMask>().WithMany().HasForeignKey(s => s.MaskHash).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StoredMaskConfiguration : IEntityTypeConfiguration<StoredMask>
{
    public void Configure(EntityTypeBuilder<StoredMask> mask)
    {
        mask.ToTable("masks");
        mask.HasKey(m => m.Hash);
        mask.Property(m => m.Hash).HasMaxLength(64);
    }
}
