using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Volumes;

namespace Voxmark.LabelingService.Labels;

/// <summary>One save of one label: who, when, with what. Never changed.</summary>
public sealed class Revision
{
    public const int MaxToolLength = 40;

    public Guid LabelId { get; init; }

    /// <summary>1-based within its label.</summary>
    public int Number { get; init; }

    /// <summary>The client's own name of this save, so that a repeated one is recognised.</summary>
    public Guid OperationId { get; init; }
    public DateTimeOffset SavedAt { get; init; }

    /// <summary>The volume that it was made on; null when that was not noted and can no longer be told.</summary>
    public string? VolumeId { get; init; }

    public required string SavedById { get; init; }
    public required string SavedBy { get; init; }
    public required string Tool { get; init; }

    /// <summary>The tool's settings, JSON.</summary>
    public string? Parameters { get; init; }
    public ModelReference? Model { get; init; }

    /// <summary>The label's segments as this revision left them; null when it left them as they were.</summary>
    public IReadOnlyList<Segment>? Segments { get; init; }

    public RevisionSummary ToContract(IReadOnlyList<int> slices, IReadOnlyList<SegmentChange> changes) =>
        new(Number, OperationId, SavedAt, new(SavedById, SavedBy), Tool,
            ToolParameters.Read(Parameters), Model, slices, changes, VolumeId);
}

internal sealed class RevisionConfiguration : IEntityTypeConfiguration<Revision>
{
    public void Configure(EntityTypeBuilder<Revision> revision)
    {
        revision.ToTable("revisions");
        revision.HasKey(r => new { r.LabelId, r.Number });
        revision.Property(r => r.Number).ValueGeneratedNever();
        revision.Property(r => r.VolumeId).HasMaxLength(VolumeHeader.MaxIdLength);
        revision.Property(r => r.Tool).HasMaxLength(Revision.MaxToolLength);
        revision.Property(r => r.Parameters).HasColumnType("json"); // jsonb refuses some strings that tools may send
        revision.Property(r => r.Segments).HasSegments();
        revision.OwnsOne(r => r.Model, model => model.ToJson());
        revision.HasOne<LabelSet>().WithMany().HasForeignKey(r => r.LabelId).OnDelete(DeleteBehavior.Restrict);
        revision.HasIndex(r => new { r.LabelId, r.OperationId }).IsUnique();
    }
}
