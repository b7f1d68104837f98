using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Voxmark.Contracts.Quant;
using Voxmark.Imaging;
using Voxmark.ServiceDefaults;

namespace Voxmark.QuantService.Jobs;

/// <summary>
/// A result as it was measured, whole, and beside it the figures that are searched across patients. Written once. It names
/// no patient: whose it is, the series says.
/// </summary>
public sealed class StoredResult
{
    public Guid Id { get; init; }

    /// <summary>Unique: a job has one result, however often its message is delivered.</summary>
    public Guid JobId { get; init; }

    public Guid LabelId { get; init; }
    public int Revision { get; init; }
    public required string SeriesInstanceUid { get; init; }
    public string? Level { get; init; }
    public double? SmaCm2 { get; init; }
    public double? SmiCm2PerM2 { get; init; }
    public double? SmdHu { get; init; }
    public double? VfaCm2 { get; init; }
    public double? SfaCm2 { get; init; }
    public DateTimeOffset MeasuredAt { get; init; }
    public IReadOnlyList<StoredSegment> Segments { get; init; } = [];

    /// <summary><see cref="QuantResult"/> as JSON.</summary>
    public required string Document { get; init; }

    public static StoredResult From(QuantResult result, Guid jobId) => new()
    {
        Id = result.Id,
        JobId = jobId,
        LabelId = result.LabelId,
        Revision = result.Revision,
        SeriesInstanceUid = result.SeriesInstanceUid,
        Level = result.Level,
        SmaCm2 = result.BodyComposition.SmaCm2,
        SmiCm2PerM2 = result.BodyComposition.SmiCm2PerM2,
        SmdHu = result.BodyComposition.SmdHu,
        VfaCm2 = result.BodyComposition.VfaCm2,
        SfaCm2 = result.BodyComposition.SfaCm2,
        MeasuredAt = result.Provenance.MeasuredAt,
        Segments = [.. result.Segments.Select(segment => StoredSegment.From(segment, result.Id, result.Unit))],
        Document = JsonSerializer.Serialize(result, Defaults.Json),
    };

    public QuantResult ToContract() => JsonSerializer.Deserialize<QuantResult>(Document, Defaults.Json)!;
}

/// <summary>One row per segment of a result, for queries over many patients. Areas are those at the reference slice.</summary>
public sealed class StoredSegment
{
    public Guid ResultId { get; init; }
    public int Number { get; init; }
    public required string Key { get; init; }

    /// <summary>What it stands for; null when nobody said.</summary>
    public string? Code { get; init; }
    public int SliceCount { get; init; }
    public long VoxelCount { get; init; }
    public double? VolumeCm3 { get; init; }

    /// <summary>Of the values that follow: <c>HU</c>, another that the images state, or empty.</summary>
    public required string Unit { get; init; }
    public double? Mean { get; init; }
    public double? Sd { get; init; }

    /// <summary>Share (0–1) of voxels outside the segment's own HU range; null without a range or HU.</summary>
    public double? OutsideRange { get; init; }
    public double? AreaCm2 { get; init; }
    public double? AreaMean { get; init; }
    public double? AreaSd { get; init; }

    internal static StoredSegment From(SegmentMeasure segment, Guid resultId, string unit) => new()
    {
        ResultId = resultId,
        Number = segment.Number,
        Key = segment.Key,
        Code = segment.Code,
        SliceCount = segment.SliceCount,
        VoxelCount = segment.VoxelCount,
        VolumeCm3 = segment.VolumeCm3,
        Unit = unit,
        Mean = segment.Values?.Mean,
        Sd = segment.Values?.Sd,
        OutsideRange = segment.OutsideRange,
        AreaCm2 = segment.ReferenceAreaCm2,
        AreaMean = segment.ReferenceValues?.Mean,
        AreaSd = segment.ReferenceValues?.Sd,
    };
}

internal sealed class StoredResultConfiguration : IEntityTypeConfiguration<StoredResult>
{
    public void Configure(EntityTypeBuilder<StoredResult> result)
    {
        result.ToTable("results");
        result.HasIndex(r => r.JobId).IsUnique();
        result.HasIndex(r => new { r.LabelId, r.MeasuredAt });
        result.Property(r => r.SeriesInstanceUid).HasMaxLength(Uid.MaxLength);
        result.Property(r => r.SmiCm2PerM2).HasColumnName("smi_cm2_per_m2"); // no convention sees where a unit ends
        result.Property(r => r.Document).HasColumnType("jsonb");
        result.HasMany(r => r.Segments).WithOne().HasForeignKey(s => s.ResultId);
    }
}

internal sealed class StoredSegmentConfiguration : IEntityTypeConfiguration<StoredSegment>
{
    public void Configure(EntityTypeBuilder<StoredSegment> segment)
    {
        segment.ToTable("segments");
        segment.HasKey(s => new { s.ResultId, s.Number });
        segment.HasIndex(s => s.Code);
    }
}
