using FellowOakDicom;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Volumes;
using Voxmark.IngestService.Dicom;

namespace Voxmark.IngestService.Volumes;

/// <summary>value = stored · Slope + Intercept, or by table when the image carries a modality LUT.</summary>
/// <param name="Lut">Null for a linear rescale; index 0 belongs to stored value <paramref name="LutFirst"/>.</param>
internal sealed record ModalityTransform(double Slope, double Intercept, ushort[]? Lut = null, int LutFirst = 0)
{
    public static ModalityTransform None { get; } = new(1, 0);

    public double Apply(int stored) => Lut is null
        ? stored * Slope + Intercept
        : Lut[Math.Clamp(stored - LutFirst, 0, Lut.Length - 1)];
}

/// <summary>
/// Attributes of one frame. Enhanced multi-frame images keep them in functional groups, per frame or shared
/// (PS3.3 C.7.6.16); others at the top. One lookup serves both.
/// </summary>
internal sealed class ImageAttributes
{
    private readonly DicomDataset _dataset;
    private readonly int _frame;
    private readonly DicomDataset? _shared;
    private readonly DicomDataset? _perFrame;

    private ImageAttributes(DicomDataset dataset, int frame, DicomDataset? shared, DicomDataset? perFrame) =>
        (_dataset, _frame, _shared, _perFrame) = (dataset, frame, shared, perFrame);

    public static IEnumerable<ImageAttributes> OfFrames(DicomDataset dataset)
    {
        var frames = Math.Max(1, dataset.Integer(DicomTag.NumberOfFrames) ?? 1);
        var shared = dataset.FirstItem(DicomTag.SharedFunctionalGroupsSequence);
        var perFrame = dataset.Items(DicomTag.PerFrameFunctionalGroupsSequence);
        for (var frame = 0; frame < frames; frame++)
            yield return new(dataset, frame, shared, frame < perFrame.Count ? perFrame[frame] : null);
    }

    public ImagePlane Plane()
    {
        var position = Group(DicomTag.PlanePositionSequence).Numbers(DicomTag.ImagePositionPatient);
        var orientation = Group(DicomTag.PlaneOrientationSequence).Numbers(DicomTag.ImageOrientationPatient);
        var spacing = Group(DicomTag.PixelMeasuresSequence).Numbers(DicomTag.PixelSpacing);
        return new(
            _dataset.Text(DicomTag.SOPInstanceUID)!, _frame, _dataset.Integer(DicomTag.InstanceNumber),
            _dataset.Unsigned(DicomTag.Rows) ?? 0, _dataset.Unsigned(DicomTag.Columns) ?? 0,
            position is [var x, var y, var z] ? new Vector3d(x, y, z) : null,
            orientation is [var rx, var ry, var rz, _, _, _] ? new Vector3d(rx, ry, rz) : null,
            orientation is [_, _, _, var cx, var cy, var cz] ? new Vector3d(cx, cy, cz) : null,
            spacing is [var rows, _] ? rows : null,
            spacing is [_, var columns] ? columns : null,
            Group(DicomTag.PixelMeasuresSequence).Number(DicomTag.SliceThickness));
    }

    public ModalityTransform Transform()
    {
        if (_dataset.FirstItem(DicomTag.ModalityLUTSequence) is { } table && Lut(table) is { } lut)
            return lut;
        var group = Group(DicomTag.PixelValueTransformationSequence);
        var slope = group.Number(DicomTag.RescaleSlope) ?? 1;
        return new(slope == 0 ? 1 : slope, group.Number(DicomTag.RescaleIntercept) ?? 0);
    }

    /// <summary>Whether values are HU: a CT that rescales, and does not say to something else.</summary>
    public bool IsHounsfield()
    {
        var group = Group(DicomTag.PixelValueTransformationSequence);
        return _dataset.Text(DicomTag.Modality) == "CT"
            && group.Number(DicomTag.RescaleIntercept) is not null
            && (group.Text(DicomTag.RescaleType) ?? "HU") == "HU";
    }

    /// <summary>Windows the image asks for, in modality values, and its VOI tables after them.</summary>
    public IReadOnlyList<VolumeWindow> Windows()
    {
        var group = Group(DicomTag.FrameVOILUTSequence);
        var names = group.Text(DicomTag.WindowCenterWidthExplanation)?.Split('\\') ?? [];
        var shape = group.Text(DicomTag.VOILUTFunction)?.Trim() switch
        {
            "SIGMOID" => VolumeWindow.Sigmoid,
            "LINEAR_EXACT" => VolumeWindow.LinearExact,
            _ => VolumeWindow.Linear,
        };
        return
        [
            .. group.Numbers(DicomTag.WindowCenter).Zip(group.Numbers(DicomTag.WindowWidth))
                .Select((window, at) => new VolumeWindow(
                    at < names.Length && names[at].Length > 0 ? names[at] : $"Window {at + 1}", window.First, window.Second, shape))
                .Where(window => shape == VolumeWindow.Linear ? window.Width >= 1 : window.Width > 0),
            .. group.Items(DicomTag.VOILUTSequence).Select((item, at) => VoiTable.Of(item, at + 1)).OfType<VolumeWindow>(),
        ];
    }

    /// <summary>The data set that holds a macro's attributes.</summary>
    private DicomDataset Group(DicomTag macro) =>
        _perFrame?.FirstItem(macro) ?? _shared?.FirstItem(macro) ?? _dataset;

    private static ModalityTransform? Lut(DicomDataset table)
    {
        // The first value mapped is signed or unsigned as the pixels are; those that need it fit 16 bits either way.
        if (table.Words(DicomTag.LUTDescriptor) is not [_, var first, _] || table.Words(DicomTag.LUTData) is not { Length: > 0 } values)
            return null;
        return new(1, 0, values, (short)first);
    }
}
