using System.Text.Json;
using Voxmark.Contracts.Quant;
using Voxmark.ServiceDefaults;

namespace Voxmark.QuantService.Jobs;

/// <summary>
/// A result as it was measured, whole, and beside it the figures that are searched across patients. Written once. It names
/// no patient: whose it is, the series says.
/// </summary>
public sealed class StoredResult
{
    public Guid Id { get; private init; }

    /// <summary>Unique: a job has one result, however often its message is delivered.</summary>
    public Guid JobId { get; private init; }

    public Guid LabelId { get; private init; }
    public int Revision { get; private init; }
    public string SeriesInstanceUid { get; private init; } = "";
    public string? Level { get; private init; }
    public double? SmaCm2 { get; private init; }
    public double? SmiCm2PerM2 { get; private init; }
    public double? SmdHu { get; private init; }
    public double? VfaCm2 { get; private init; }
    public double? SfaCm2 { get; private init; }
    public DateTimeOffset MeasuredAt { get; private init; }
    public IReadOnlyList<StoredSegment> Segments { get; private init; } = [];

    /// <summary><see cref="QuantResult"/> as JSON.</summary>
    public string Document { get; private init; } = "";

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
    public Guid ResultId { get; private init; }
    public int Number { get; private init; }
    public string Key { get; private init; } = "";

    /// <summary>What it stands for; null when nobody said.</summary>
    public string? Code { get; private init; }
    public int SliceCount { get; private init; }
    public long VoxelCount { get; private init; }
    public double? VolumeCm3 { get; private init; }

    /// <summary>Of the values that follow: <c>HU</c>, another that the images state, or empty.</summary>
    public string Unit { get; private init; } = "";
    public double? Mean { get; private init; }
    public double? Sd { get; private init; }

    /// <summary>Share (0–1) of voxels outside the segment's own HU range; null without a range or HU.</summary>
    public double? OutsideRange { get; private init; }
    public double? AreaCm2 { get; private init; }
    public double? AreaMean { get; private init; }
    public double? AreaSd { get; private init; }

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
