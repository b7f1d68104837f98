using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Contracts.Labeling;
using Voxmark.LabelingService.Selections;

namespace Voxmark.LabelingService.Labels;

/// <summary>
/// A label set of one series: named segments, and revisions that each hold the slices they changed. Its row is what
/// savers of the same label queue at.
/// </summary>
public sealed class LabelSet
{
    public const int MaxNameLength = 100;

    public Guid Id { get; init; }
    public required string SeriesInstanceUid { get; init; }
    public required string Name { get; init; }
    public Guid? SelectionId { get; init; }
    public string? Level { get; init; }
    public int FirstSlice { get; init; }
    public int LastSlice { get; init; }

    /// <summary>Of the series, when the label was made.</summary>
    public int SeriesSlices { get; init; }
    public int Rows { get; init; }
    public int Columns { get; init; }

    /// <summary>Key of the template the segments were taken from.</summary>
    public required string Template { get; init; }

    /// <summary>At revision 0, as the template had them.</summary>
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

    public LabelSummary ToSummary() =>
        new(Id, SeriesInstanceUid, Name, Level, FirstSlice, LastSlice, HeadRevision, Origin, new(CreatedById, CreatedBy), CreatedAt, ChangedAt);

    public Label ToContract(int revision, IReadOnlyList<Segment> segments, IReadOnlyList<LabelSlice> slices) =>
        new(Id, SeriesInstanceUid, Name, SelectionId, Level, FirstSlice, LastSlice, Rows, Columns, segments, revision,
            HeadRevision, slices, Origin, new(CreatedById, CreatedBy), CreatedAt);
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
        label.Property(l => l.SeriesInstanceUid).HasMaxLength(64); // DICOM VR UI
        label.Property(l => l.Name).HasMaxLength(LabelSet.MaxNameLength);
        label.Property(l => l.Level).HasMaxLength(SelectionRecord.MaxLevelLength);
        label.Property(l => l.Template).HasMaxLength(40);
        label.Property(l => l.Origin).HasMaxLength(10);
        label.Property(l => l.FirstSegments).HasSegments();
        label.Property(l => l.Segments).HasSegments();
        label.HasOne<SelectionRecord>().WithMany().HasForeignKey(l => l.SelectionId).OnDelete(DeleteBehavior.Restrict);
        label.HasIndex(l => new { l.SeriesInstanceUid, l.ChangedAt });
        label.HasIndex(l => l.JobId).IsUnique();
    }
}
