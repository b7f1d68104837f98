using Voxmark.Contracts.Labeling;

namespace Voxmark.Contracts.Quant;

/// <summary>Ask for a label to be measured, or for a preview of it.</summary>
/// <param name="Revision">Null for the newest.</param>
/// <param name="HeightCm">50–250, typed for the study from then on; null takes what was typed for it before, else what the
/// images say.</param>
/// <param name="WeightKg">2–400; as the height.</param>
/// <param name="ReferenceSlice">The slice whose areas are reported as "at the level", kept for the label from then on; null
/// for the one that was kept, at first the labelled one nearest the middle of the labelling area.</param>
/// <param name="VolumeId">The volume that <paramref name="ReferenceSlice"/> counts on; null for the series as it is.</param>
public sealed record StartQuant(
    Guid LabelId, int? Revision, double? HeightCm, double? WeightKg, int? ReferenceSlice, string? VolumeId = null);

public sealed record QuantJob(
    Guid Id, Guid LabelId, JobState State, Guid? ResultId, string? Problem, Person RequestedBy, DateTimeOffset CreatedAt);

/// <summary>What somebody types about the patient of a study: it holds for every label of the study.</summary>
/// <param name="SeriesInstanceUid">Any series of the study.</param>
/// <param name="HeightCm">50–250; null, or what the images say, forgets what was typed.</param>
/// <param name="WeightKg">2–400; as the height.</param>
public sealed record TypePatientValues(string SeriesInstanceUid, double? HeightCm, double? WeightKg);

/// <summary>Who did something by hand, and when.</summary>
public sealed record ByHand(Person By, DateTimeOffset At);

/// <summary>One measurement of one label revision. Never changed: measuring again makes another. Whose it is, the study
/// says: a result names no patient.</summary>
/// <param name="Id">All zeros: a preview, which nobody made and nobody keeps.</param>
/// <param name="Unit">Of the values at the reference slice: <c>HU</c> for CT, what the images state otherwise, empty for none.</param>
/// <param name="Axis"><c>x</c>, <c>y</c> or <c>z</c> (LPS): the patient axis along which slices lie; locations are along it.</param>
/// <param name="SliceCount">Of the whole series: people know slice k as image SliceCount − k.</param>
/// <param name="VolumeId">The volume that was measured, and that all slices count on; null for results of before that was
/// noted.</param>
/// <param name="ReferenceChosen">Who chose the reference slice; null where it is the middle one by itself.</param>
public sealed record QuantResult(
    Guid Id, Guid LabelId, int Revision, string SeriesInstanceUid, string LabelName, string? Level, string Unit, string Axis,
    int SliceCount, int ReferenceSlice, double? ReferenceSliceLocationMm, ByHand? ReferenceChosen,
    SubjectValues Subject, BodyComposition BodyComposition,
    IReadOnlyList<SegmentMeasure> Segments, IReadOnlyList<SliceMeasure> Slices,
    IReadOnlyList<Caveat> Caveats, Provenance Provenance, string? VolumeId = null);

/// <param name="Age">DICOM AS, for example <c>049Y</c>.</param>
/// <param name="HeightSource"><c>typed</c> or <c>dicom</c>; null when unknown.</param>
/// <param name="HeightTyped">Where it was typed.</param>
public sealed record SubjectValues(
    string? Sex, string? Age, DateOnly? StudyDate,
    double? HeightCm, string? HeightSource, ByHand? HeightTyped,
    double? WeightKg, string? WeightSource, ByHand? WeightTyped);

/// <summary>Null where an input is missing. The lists name the segments that stand for a tissue by their code
/// (<see cref="SegmentCodes"/>): areas are theirs together, and an empty list says that there is none.</summary>
/// <param name="SmaCm2">Skeletal muscle area at the reference slice.</param>
/// <param name="SmiCm2PerM2">SMA / height².</param>
/// <param name="SmdHu">Mean HU of skeletal muscle at the reference slice; null where values are no HU.</param>
/// <param name="VfaCm2">Visceral fat area.</param>
/// <param name="SfaCm2">Subcutaneous fat area.</param>
/// <param name="BmiKgPerM2">Weight / height².</param>
public sealed record BodyComposition(
    double? SmaCm2, double? SmiCm2PerM2, double? SmdHu, double? VfaCm2, double? SfaCm2, double? VatSatRatio, double? BmiKgPerM2,
    IReadOnlyList<int> MuscleSegments, IReadOnlyList<int> VisceralFatSegments, IReadOnlyList<int> SubcutaneousFatSegments);

/// <summary>Values of the images over some pixels. Padding is none of them.</summary>
/// <param name="Unit">A value never travels without it. Slices may differ in it; over slices that do, there are no values.</param>
/// <param name="Sd">Population standard deviation.</param>
/// <param name="Median">Null over several slices.</param>
public sealed record ValueStatistics(string Unit, double Mean, double Sd, double Min, double Max, double? Median)
{
    /// <summary>The mean where it is one of Hounsfield units, null otherwise.</summary>
    internal double? MeanHu => Unit == "HU" ? Mean : null;
}

/// <summary>One segment, over all labelled slices and at the reference slice.</summary>
/// <param name="Code">What it stands for; null when nobody said.</param>
/// <param name="VoxelCount">Without those of padding.</param>
/// <param name="VolumeCm3">Null when the series is no regular volume.</param>
/// <param name="OutsideRange">Share (0–1) of its voxels outside the segment's own HU range; null without a range or HU.</param>
/// <param name="PaddingCount">Voxels that were drawn where the images hold padding: they count as nothing.</param>
/// <param name="CutCount">Voxels at the end of what a volume can hold, of one whose values were cut to that.</param>
public sealed record SegmentMeasure(
    int Number, string Key, string Name, string Colour, string? Code, int SliceCount, long VoxelCount, double? VolumeCm3,
    ValueStatistics? Values, double? OutsideRange,
    int ReferencePixelCount, double? ReferenceAreaCm2, ValueStatistics? ReferenceValues, double? ReferenceOutsideRange,
    long PaddingCount, long CutCount = 0)
{
    public double? MeanHu => Values?.MeanHu;

    public double? ReferenceMeanHu => ReferenceValues?.MeanHu;
}

/// <summary>One segment on one slice.</summary>
/// <param name="LocationMm">Of the slice along <see cref="QuantResult.Axis"/>.</param>
/// <param name="SopInstanceUid">With the frame, the image that was measured.</param>
public sealed record SliceMeasure(
    int Slice, double? LocationMm, int SegmentNumber, int PixelCount, double? AreaCm2, ValueStatistics Values, double? OutsideRange,
    string? SopInstanceUid = null, int? Frame = null)
{
    public double? MeanHu => Values.MeanHu;
}

/// <summary>What must be read with the numbers.</summary>
/// <param name="Code">Stable, for programs and translations: <c>height-missing</c>, <c>not-a-volume</c>, …</param>
/// <param name="Parameters">What stands for the <c>{names}</c> of a translation.</param>
/// <param name="IsGrave">The numbers may well be those of something else.</param>
public sealed record Caveat(
    string Code, string Text, IReadOnlyDictionary<string, object>? Parameters = null, bool IsGrave = false);

/// <param name="Models">Those whose pixels the measured revision holds; null in results of before they were noted.</param>
public sealed record Provenance(
    Person MeasuredBy, DateTimeOffset MeasuredAt, string SoftwareVersion,
    double? TubeVoltageKv, string? ContrastAgent, double? SliceThicknessMm, string? ConvolutionKernel,
    double? PixelAreaMm2, double? SliceSpacingMm, IReadOnlyList<ModelShare>? Models = null);
