namespace Voxmark.Contracts.Ingest;

/// <summary>One page of the study list, newest change first.</summary>
/// <param name="Page">1-based.</param>
public sealed record StudyPage(IReadOnlyList<StudySummary> Studies, int Total, int Page, int PageSize);

/// <param name="PatientName">As people read it: components separated by spaces, ideographic form first when present.</param>
/// <param name="PatientAge">DICOM AS, for example <c>049Y</c>.</param>
/// <param name="IsPatientCorrected">Somebody corrected who the patient is; the files say otherwise.</param>
public sealed record StudySummary(
    string StudyInstanceUid, string? PatientName, string? PatientId, string? PatientSex, string? PatientAge,
    DateOnly? StudyDate, string? StudyDescription, string? AccessionNumber,
    IReadOnlyList<string> Modalities, DateTimeOffset ChangedAt, IReadOnlyList<SeriesSummary> Series,
    bool IsPatientCorrected = false);

public enum SeriesState
{
    /// <summary>Files are arriving or the volume is being built.</summary>
    Receiving,

    /// <summary>Can be opened.</summary>
    Ready,

    /// <summary>The images cannot be read; <see cref="SeriesSummary.Problem"/> says why.</summary>
    Unreadable,
}

/// <param name="Problem">Why the series is a stack rather than a measurable volume, or why it cannot be read.</param>
/// <param name="SliceSpacingMm">Centre to centre, also of several volumes that have it in common; null without a volume.</param>
public sealed record SeriesSummary(
    string SeriesInstanceUid, string StudyInstanceUid, string Modality, int? SeriesNumber, string? SeriesDescription,
    string? BodyPartExamined, int ImageCount, double? SliceSpacingMm, SeriesState State, string? Problem);

/// <summary>All that a page needs to open a series.</summary>
/// <param name="VolumeId">Names the content of the volume, and with it what a slice's index means: every body that counts
/// slices carries it. As <c>?v=</c> with slices and planes it makes them cacheable for good. Null until the series is
/// ready.</param>
/// <param name="Columns">Of every slice, with or without a geometry; null until the series is ready.</param>
/// <param name="Rows">Of every slice, with or without a geometry; null until the series is ready.</param>
/// <param name="Notices">What else there is to know: images that were left out, values that are not in HU; null for nothing.</param>
/// <param name="PixelAspect">Height of a pixel through its width, where that is not 1 and no slice says how large its pixels are.</param>
public sealed record SeriesDetail(
    SeriesSummary Series, StudySummary Study, SeriesGeometry? Geometry, IReadOnlyList<SliceInfo> Slices,
    VoxelEncoding? Voxels, IReadOnlyList<WindowPreset> Windows, PatientValues Patient, AcquisitionInfo Acquisition,
    string? VolumeId = null, int? Columns = null, int? Rows = null, IReadOnlyList<Sentence>? Notices = null,
    double? PixelAspect = null);

/// <summary>
/// Maps voxel (i, j, k) = (column, row, slice) to patient coordinates, DICOM LPS in millimetres:
/// Origin + i·SpacingMm[0]·RowDirection + j·SpacingMm[1]·ColumnDirection + k·SpacingMm[2]·SliceDirection.
/// </summary>
/// <param name="OriginMm">Centre of voxel (0, 0, 0).</param>
/// <param name="SpacingMm">Along i, j, k.</param>
/// <param name="RowDirection">Unit vector along increasing column index i.</param>
/// <param name="ColumnDirection">Unit vector along increasing row index j.</param>
/// <param name="SliceDirection">Unit vector along increasing slice index k.</param>
/// <param name="IsVolume">False for a stack: only in-plane measures are valid.</param>
public sealed record SeriesGeometry(
    int Columns, int Rows, int Slices, double[] OriginMm, double[] SpacingMm,
    double[] RowDirection, double[] ColumnDirection, double[] SliceDirection, bool IsVolume);

/// <param name="Index">0-based, feet to head.</param>
/// <param name="PositionMm">Position along the slice direction.</param>
/// <param name="LocationMm">z of the first voxel in patient coordinates (LPS).</param>
/// <param name="Frame">0-based frame of the instance: with its UID, the name of the image.</param>
/// <param name="RowSpacingMm">Distance between rows, with or without a geometry; null when the image does not say.</param>
/// <param name="ColumnSpacingMm">Distance between columns.</param>
/// <param name="Unit">Where it is another than the series': an image among CT images that does not rescale.</param>
public sealed record SliceInfo(
    int Index, string SopInstanceUid, int? InstanceNumber, double? PositionMm, double? LocationMm, int Frame = 0,
    double? RowSpacingMm = null, double? ColumnSpacingMm = null, string? Unit = null);

/// <summary>Voxels travel as little-endian int16; value = voxel · Slope + Intercept, in <paramref name="Unit"/>.</summary>
/// <param name="Unit"><c>HU</c> for CT, otherwise empty.</param>
/// <param name="IsInverted">MONOCHROME1: small values are shown bright.</param>
/// <param name="MinValue">Smallest voxel that is no padding, before slope and intercept.</param>
/// <param name="MaxValue">Largest voxel that is no padding, before slope and intercept.</param>
public sealed record VoxelEncoding(double Slope, double Intercept, string Unit, bool IsInverted, int MinValue, int MaxValue);

/// <param name="Source"><c>dicom</c> or the preset's key.</param>
/// <param name="Shape">DICOM's VOI LUT function: <c>linear</c>, <c>linearExact</c> or <c>sigmoid</c>.</param>
/// <param name="Greys">A VOI LUT in place of a function: 0–255, spread evenly over the window; base64 in JSON.</param>
public sealed record WindowPreset(
    string Name, double Center, double Width, string Source, string Shape = "linear", byte[]? Greys = null);

/// <summary>What the DICOM files say of the patient's size; null where they are silent or absurd.</summary>
public sealed record PatientValues(double? HeightCm, double? WeightKg, string? Sex, string? Age);

/// <summary>The protocol that must travel with a number.</summary>
public sealed record AcquisitionInfo(
    double? TubeVoltageKv, string? ContrastAgent, double? SliceThicknessMm, string? ConvolutionKernel,
    string? Manufacturer, string? ModelName);
