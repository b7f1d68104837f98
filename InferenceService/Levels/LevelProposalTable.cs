using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Voxmark.InferenceService.Levels;

internal sealed class LevelProposalTable : IEntityTypeConfiguration<LevelProposal>
{
    private const int UidLength = 64; // DICOM VR UI

    public void Configure(EntityTypeBuilder<LevelProposal> proposal)
    {
        proposal.ToTable("level_proposals");
        proposal.HasKey(p => p.SeriesInstanceUid).HasName("pk_level_proposals");
        proposal.Property(p => p.SeriesInstanceUid).HasColumnName("series_instance_uid").HasMaxLength(UidLength);
        proposal.Property(p => p.VolumeId).HasColumnName("volume_id").HasMaxLength(UidLength);
        proposal.Property(p => p.Algorithm).HasColumnName("algorithm").HasMaxLength(40);
        proposal.Property(p => p.Levels).HasColumnName("levels").HasColumnType("jsonb");
        proposal.Property(p => p.At).HasColumnName("at");
    }
}
