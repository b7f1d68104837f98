using System.Text.Json;
using Voxmark.Contracts.Quant;
using Voxmark.ServiceDefaults;

namespace Voxmark.QuantService.Jobs;

/// <summary>
/// A result as it was measured, whole, and beside it the figures that are searched across patients. Written once.
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
        Segments = [.. result.Segments.Select(segment => StoredSegment.From(segment, result.Id))],
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
    public int SliceCount { get; private init; }
    public long VoxelCount { get; private init; }
    public double? VolumeCm3 { get; private init; }
    public double? MeanHu { get; private init; }
    public double? SdHu { get; private init; }
    public double? AreaCm2 { get; private init; }
    public double? AreaMeanHu { get; private init; }
    public double? AreaSdHu { get; private init; }

    internal static StoredSegment From(SegmentMeasure segment, Guid resultId) => new()
    {
        ResultId = resultId,
        Number = segment.Number,
        Key = segment.Key,
        SliceCount = segment.SliceCount,
        VoxelCount = segment.VoxelCount,
        VolumeCm3 = segment.VolumeCm3,
        MeanHu = segment.MeanHu,
        SdHu = segment.SdHu,
        AreaCm2 = segment.ReferenceAreaCm2,
        AreaMeanHu = segment.ReferenceMeanHu,
        AreaSdHu = segment.ReferenceSdHu,
    };
}
