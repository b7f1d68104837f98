using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Contracts.Labeling;

namespace Voxmark.LabelingService.Selections;

/// <summary>A labelling area that somebody marked, beside what the machine had proposed. Never changed: marking again
/// makes another.</summary>
public sealed class SelectionRecord
{
    public const int MaxLevelLength = 40;

    public Guid Id { get; init; }
    public required string SeriesInstanceUid { get; init; }
    public int FirstSlice { get; init; }
    public int LastSlice { get; init; }
    public string? Level { get; init; }
    public ProposedRange? Proposed { get; init; }
    public required string CreatedById { get; init; }
    public required string CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    public Selection ToContract() =>
        new(Id, SeriesInstanceUid, FirstSlice, LastSlice, Level, Proposed, new(CreatedById, CreatedBy), CreatedAt);
}

internal sealed class SelectionConfiguration : IEntityTypeConfiguration<SelectionRecord>
{
    public void Configure(EntityTypeBuilder<SelectionRecord> selection)
    {
        selection.ToTable("selections");
        selection.Property(s => s.Id).ValueGeneratedNever();
        selection.Property(s => s.SeriesInstanceUid).HasMaxLength(64); // DICOM VR UI
        selection.Property(s => s.Level).HasMaxLength(SelectionRecord.MaxLevelLength);
        selection.OwnsOne(s => s.Proposed, proposed => proposed.ToJson());
        selection.HasIndex(s => new { s.SeriesInstanceUid, s.CreatedAt });
    }
}
