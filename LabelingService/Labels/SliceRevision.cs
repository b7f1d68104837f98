using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.LabelingService.Labels;

/// <summary>An image as one revision left it. Which slice it is depends on the volume, and is looked up there.</summary>
public sealed class SliceRevision
{
    public Guid LabelId { get; init; }

    /// <summary>Empty where that was not noted and can no longer be told: <see cref="Frame"/> is the slice's index of then.</summary>
    public required string SopInstanceUid { get; init; }

    /// <summary>0-based frame of the instance.</summary>
    public int Frame { get; init; }

    public int Revision { get; init; }

    /// <summary><see cref="StoredMask.Hash"/>.</summary>
    public required string MaskHash { get; init; }

    /// <summary>No pixel of the slice carries a label since.</summary>
    public bool IsEmpty { get; init; }

    public ImageName Image => new(SopInstanceUid, Frame);

    public LostSlice ToLost() => new(SopInstanceUid, Frame, Revision, MaskHash);
}

internal static class SliceRevisions
{
    /// <returns>Ascending; images that are not in the volume are left out.</returns>
    public static IReadOnlyList<LabelSlice> ToContract(this IEnumerable<SliceRevision> slices, VolumeHeader volume) =>
    [
        .. from slice in slices
           let index = volume.SliceOf(slice.Image)
           where index is not null
           orderby index
           select new LabelSlice(index.Value, slice.Revision, slice.MaskHash, slice.SopInstanceUid, slice.Frame),
    ];
}

/// <summary>An encoded mask, kept once however many slices and revisions hold it.</summary>
public sealed class StoredMask
{
    /// <summary>Every mask that is read comes through here.</summary>
    /// <exception cref="DamagedDataException">These are other bytes than those that were written.</exception>
    public StoredMask(string hash, byte[] bytes)
    {
        if (hash != Convert.ToHexStringLower(SHA256.HashData(bytes)))
            throw new DamagedDataException(Sentences.Of("mask-damaged",
                "A stored mask of this label is damaged, so nothing is shown or measured by it. An earlier revision may be whole."));
        (Hash, Bytes) = (hash, bytes);
    }

    /// <summary>SHA-256 of <see cref="Bytes"/>, lower-case hex.</summary>
    public string Hash { get; private init; }

    public byte[] Bytes { get; private init; }

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
        // In this order the key is also the index that finds the newest change of each image.
        slice.HasKey(s => new { s.LabelId, s.SopInstanceUid, s.Frame, s.Revision });
        slice.Property(s => s.SopInstanceUid).HasMaxLength(Uid.MaxLength);
        slice.Ignore(s => s.Image);
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
