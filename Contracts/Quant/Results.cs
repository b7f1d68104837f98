namespace Voxmark.Contracts.Quant;

/// <summary>Ask for a label to be measured.</summary>
/// <param name="Revision">Null for the newest.</param>
/// <param name="HeightCm">50–250; null takes the DICOM value if there is one.</param>
/// <param name="WeightKg">2–400; null takes the DICOM value if there is one.</param>
/// <param name="ReferenceSlice">The slice whose areas are reported as "at the level"; null for the middle labelled one.</param>
/// <param name="VolumeId">The volume that <paramref name="ReferenceSlice"/> counts on; null for the series as it is.</param>
public sealed record StartQuant(
    Guid LabelId, int? Revision, double? HeightCm, double? WeightKg, int? ReferenceSlice, string? VolumeId = null);

public sealed record QuantJob(
    Guid Id, Guid LabelId, JobState State, Guid? ResultId, string? Problem, Person RequestedBy, DateTimeOffset CreatedAt);

/// <summary>One measurement of one label revision. Never changed: measuring again makes another.</summary>
/// <param name="SliceCount">Of the whole series: people know slice k as image SliceCount − k.</param>
/// <param name="VolumeId">The volume that was measured, and that all slices count on; null for results of before that was
/// noted.</param>
public sealed record QuantResult(
    Guid Id, Guid LabelId, int Revision, string SeriesInstanceUid, string LabelName, string? Level,
    int SliceCount, int ReferenceSlice, double? ReferenceSliceLocationMm,
    SubjectValues Subject, BodyComposition BodyComposition,
    IReadOnlyList<SegmentMeasure> Segments, IReadOnlyList<SliceMeasure> Slices,
    IReadOnlyList<Caveat> Caveats, Provenance Provenance, string? VolumeId = null);

/// <param name="HeightSource"><c>typed</c> or <c>dicom</c>; null when unknown.</param>
public sealed record SubjectValues(
    string? PatientId, string? PatientName, string? Sex, string? Age, DateOnly? StudyDate,
    double? HeightCm, string? HeightSource, double? WeightKg, string? WeightSource);

/// <summary>Null where an input is missing.</summary>
/// <param name="SmaCm2">Skeletal muscle area at the reference slice.</param>
/// <param name="SmiCm2PerM2">SMA / height².</param>
/// <param name="SmdHu">Mean HU of skeletal muscle at the reference slice.</param>
/// <param name="VfaCm2">Visceral fat area.</param>
/// <param name="SfaCm2">Subcutaneous fat area.</param>
/// <param name="BmiKgPerM2">Weight / height².</param>
public sealed record BodyComposition(
    double? SmaCm2, double? SmiCm2PerM2, double? SmdHu, double? VfaCm2, double? SfaCm2, double? VatSatRatio, double? BmiKgPerM2);

/// <summary>One segment, over all labelled slices and at the reference slice.</summary>
/// <param name="VolumeCm3">Null when the series is no regular volume.</param>
public sealed record SegmentMeasure(
    int Number, string Key, string Name, string Colour, int SliceCount, long VoxelCount, double? VolumeCm3,
    double? MeanHu, double? SdHu, double? MinHu, double? MaxHu,
    int ReferencePixelCount, double? ReferenceAreaCm2, double? ReferenceMeanHu, double? ReferenceSdHu);

/// <summary>One segment on one slice.</summary>
/// <param name="SdHu">Population standard deviation.</param>
/// <param name="SopInstanceUid">With the frame, the image that was measured.</param>
public sealed record SliceMeasure(
    int Slice, double? LocationMm, int SegmentNumber, int PixelCount, double? AreaCm2,
    double MeanHu, double SdHu, double MinHu, double MaxHu, double MedianHu, string? SopInstanceUid = null, int? Frame = null);

/// <summary>What must be read with the numbers.</summary>
/// <param name="Code">Stable, for programs and translations: <c>height-missing</c>, <c>not-a-volume</c>, …</param>
public sealed record Caveat(string Code, string Text);

public sealed record Provenance(
    Person MeasuredBy, DateTimeOffset MeasuredAt, string SoftwareVersion,
    double? TubeVoltageKv, string? ContrastAgent, double? SliceThicknessMm, string? ConvolutionKernel,
    double? PixelAreaMm2, double? SliceSpacingMm);
