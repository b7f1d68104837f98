using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging;
using Voxmark.Imaging.Volumes;
using Voxmark.LabelingService.Persistence;
using Voxmark.LabelingService.Selections;

namespace Voxmark.LabelingService.Labels;

/// <summary>
/// A label set of one series: named segments, and revisions that each hold the images they changed. Its row is what
/// savers of the same label queue at.
/// </summary>
public sealed class LabelSet
{
    public const int MaxNameLength = 100;

    public Guid Id { get; init; }
    public required string SeriesInstanceUid { get; init; }
    public required string Name { get; set; }
    public Guid? SelectionId { get; init; }
    public string? Level { get; init; }

    /// <summary>The volume that the label was made on; null when that was not noted and can no longer be told.</summary>
    public string? FirstVolumeId { get; set; }

    /// <summary>The volume that <see cref="HeadRevision"/> was made on.</summary>
    public string? VolumeId { get; set; }

    /// <summary>The images of the labelling area, in order; null for all of the series.</summary>
    public IReadOnlyList<ImageName>? Area { get; set; }

    /// <summary>The area, and the series, as they counted when the label was made.</summary>
    public int FirstSlice { get; init; }

    /// <inheritdoc cref="FirstSlice"/>
    public int LastSlice { get; init; }

    /// <inheritdoc cref="FirstSlice"/>
    public int SeriesSlices { get; init; }

    /// <inheritdoc cref="FirstSlice"/>
    public int Rows { get; init; }

    /// <inheritdoc cref="FirstSlice"/>
    public int Columns { get; init; }

    /// <summary>Key of the template the segments were taken from; empty where a model's bundle named them.</summary>
    public required string Template { get; init; }

    /// <summary>At revision 0, as the template or the bundle had them.</summary>
    public required IReadOnlyList<Segment> FirstSegments { get; init; }

    /// <summary>At <see cref="HeadRevision"/>; <see cref="Revision.Segments"/> has those in between.</summary>
    public required IReadOnlyList<Segment> Segments { get; set; }
    public int HeadRevision { get; set; }
    public required string Origin { get; init; }

    /// <summary>The inference job that made this label; at most one label per job.</summary>
    public Guid? JobId { get; init; }
    public required string CreatedById { get; init; }
    public required string CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Left out of lists; opened by its address all the same.</summary>
    public bool IsHidden { get; set; }

    /// <summary>When it was deleted; null for a label that is there. No read finds a deleted one unless it asks for those.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>The deletion of its series that took it along; null when it was deleted by itself.</summary>
    public Guid? DeletionId { get; set; }

    /// <summary>Where the labelling area lies in a volume; as it was made when none of its images is there.</summary>
    public (int First, int Last) AreaOn(VolumeHeader volume) =>
        Area is null ? (0, volume.Slices - 1)
        : volume.RangeOf(Area) ?? (Math.Min(FirstSlice, volume.Slices - 1), Math.Min(LastSlice, volume.Slices - 1));

    /// <param name="volume">Null when the series has none now.</param>
    public LabelSummary ToSummary(VolumeHeader? volume)
    {
        var (first, last) = volume is null ? (FirstSlice, LastSlice) : AreaOn(volume);
        return new(
            Id, SeriesInstanceUid, Name, Level, first, last, HeadRevision, Origin, new(CreatedById, CreatedBy), CreatedAt, ChangedAt,
            volume?.Id,
            IsHidden, DeletedAt);
    }

    /// <param name="revisionVolumeId">The volume that the revision was made on.</param>
    public Label ToContract(
        int revision, string? revisionVolumeId, IReadOnlyList<Segment> segments, VolumeHeader volume, IEnumerable<SliceRevision> slices)
    {
        var (first, last) = AreaOn(volume);
        var placed = slices.ToLookup(slice => volume.SliceOf(slice.Image) is not null);
        return new(
            Id, SeriesInstanceUid, Name, SelectionId, Level, first, last, volume.Rows, volume.Columns, segments, revision,
            HeadRevision, placed[true].ToContract(volume), Origin, new(CreatedById, CreatedBy), CreatedAt, volume.Id, revisionVolumeId,
            [.. placed[false].Select(slice => slice.ToLost())]);
    }
}

public static class LabelOrigins
{
    public const string Person = "person";
    public const string Model = "model";
}

internal sealed class LabelSetConfiguration : IEntityTypeConfiguration<LabelSet>
{
    public void Configure(EntityTypeBuilder<LabelSet> label)
    {
        label.ToTable("labels");
        label.Property(l => l.Id).ValueGeneratedNever();
        label.Property(l => l.SeriesInstanceUid).HasMaxLength(Uid.MaxLength);
        label.Property(l => l.Name).HasMaxLength(LabelSet.MaxNameLength);
        label.Property(l => l.FirstVolumeId).HasMaxLength(VolumeHeader.MaxIdLength);
        label.Property(l => l.VolumeId).HasMaxLength(VolumeHeader.MaxIdLength);
        label.Property(l => l.Area).HasImages();
        label.Property(l => l.Level).HasMaxLength(SelectionRecord.MaxLevelLength);
        label.Property(l => l.Template).HasMaxLength(40);
        label.Property(l => l.Origin).HasMaxLength(10);
        label.Property(l => l.FirstSegments).HasSegments();
        label.Property(l => l.Segments).HasSegments();
        label.HasOne<SelectionRecord>().WithMany().HasForeignKey(l => l.SelectionId).OnDelete(DeleteBehavior.Restrict);
        label.HasIndex(l => new { l.SeriesInstanceUid, l.ChangedAt });
        label.HasIndex(l => l.JobId).IsUnique();
        label.HasIndex(l => l.DeletedAt).HasFilter("deleted_at IS NOT NULL");
        label.HasQueryFilter(l => l.DeletedAt == null);
    }
}
