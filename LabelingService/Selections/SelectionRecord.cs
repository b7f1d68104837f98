using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Persistence;

namespace Voxmark.LabelingService.Selections;

/// <summary>A labelling area that somebody marked, beside what the machine had proposed. Never changed: marking again
/// makes another. It is of images; its slices are where those lie.</summary>
public sealed class SelectionRecord
{
    public const int MaxLevelLength = 40;

    public Guid Id { get; init; }
    public required string SeriesInstanceUid { get; init; }

    /// <summary>The volume that it was marked on; null when that was not noted and can no longer be told.</summary>
    public string? VolumeId { get; set; }

    /// <summary>Its images, in order; null when they were not noted and can no longer be told.</summary>
    public IReadOnlyList<ImageName>? Images { get; set; }

    /// <summary>As it was marked.</summary>
    public int FirstSlice { get; init; }

    /// <inheritdoc cref="FirstSlice"/>
    public int LastSlice { get; init; }

    public string? Level { get; init; }
    public ProposedRange? Proposed { get; init; }
    public required string CreatedById { get; init; }
    public required string CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <param name="volume">Null when the series has none now.</param>
    public Selection ToContract(VolumeHeader? volume)
    {
        var range = Images is null ? null : volume?.RangeOf(Images);
        return new(
            Id, SeriesInstanceUid, range?.First ?? FirstSlice, range?.Last ?? LastSlice, Level, VolumeId == volume?.Id ? Proposed : null,
            new(CreatedById, CreatedBy), CreatedAt, volume?.Id, IsLost: range is null);
    }
}

internal sealed class SelectionConfiguration : IEntityTypeConfiguration<SelectionRecord>
{
    public void Configure(EntityTypeBuilder<SelectionRecord> selection)
    {
        selection.ToTable("selections");
        selection.Property(s => s.Id).ValueGeneratedNever();
        selection.Property(s => s.SeriesInstanceUid).HasMaxLength(Uid.MaxLength);
        selection.Property(s => s.VolumeId).HasMaxLength(VolumeHeader.MaxIdLength);
        selection.Property(s => s.Images).HasImages();
        selection.Property(s => s.Level).HasMaxLength(SelectionRecord.MaxLevelLength);
        selection.OwnsOne(s => s.Proposed, proposed => proposed.ToJson());
        selection.HasIndex(s => new { s.SeriesInstanceUid, s.CreatedAt });
    }
}
