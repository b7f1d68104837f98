using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Contracts.Inference;
using Voxmark.Imaging;
using Voxmark.Imaging.Volumes;
using Voxmark.ServiceDefaults;

namespace Voxmark.InferenceService.Levels;

/// <summary>What was found on a series, or is being looked for: one row a series, of the volume that it had last.</summary>
public sealed class LevelProposal
{
    public string SeriesInstanceUid { get; private init; } = "";

    public string VolumeId { get; private set; } = "";

    /// <summary>What finds it, and its version.</summary>
    public string Algorithm { get; private set; } = "";

    /// <summary>The answer (<see cref="SeriesLevels"/>) as JSON; null while it is looked for.</summary>
    public string? Levels { get; private set; }

    /// <summary>When it was found, or asked for.</summary>
    public DateTimeOffset At { get; private set; }

    public static LevelProposal Of(string seriesInstanceUid) => new() { SeriesInstanceUid = seriesInstanceUid };

    /// <summary>Whether it is one for this volume, found or asked for by what finds levels today.</summary>
    public bool IsOf(string volumeId) => VolumeId == volumeId && Algorithm == LevelFinder.Algorithm;

    public void Ask(string volumeId, DateTimeOffset now) =>
        (VolumeId, Algorithm, Levels, At) = (volumeId, LevelFinder.Algorithm, null, now);

    public void Answer(SeriesLevels levels, DateTimeOffset now) => (VolumeId, Algorithm, Levels, At) =
        (levels.VolumeId, LevelFinder.Algorithm, JsonSerializer.Serialize(levels, Defaults.Json), now);

    /// <returns>Null while it is looked for.</returns>
    public SeriesLevels? ToContract() =>
        Levels is null ? null : JsonSerializer.Deserialize<SeriesLevels>(Levels, Defaults.Json);
}

internal sealed class LevelProposalConfiguration : IEntityTypeConfiguration<LevelProposal>
{
    public void Configure(EntityTypeBuilder<LevelProposal> proposal)
    {
        proposal.ToTable("level_proposals");
        proposal.HasKey(p => p.SeriesInstanceUid);
        proposal.Property(p => p.SeriesInstanceUid).HasMaxLength(Uid.MaxLength);
        proposal.Property(p => p.VolumeId).HasMaxLength(VolumeHeader.MaxIdLength);
        proposal.Property(p => p.Algorithm).HasMaxLength(40);
        proposal.Property(p => p.Levels).HasColumnType("jsonb");
    }
}
