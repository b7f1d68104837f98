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

    /// <summary>Whether whole stored values have whole values.</summary>
    public bool IsWhole => Lut is not null || (double.IsInteger(Slope) && double.IsInteger(Intercept));

    public double Apply(long stored) => Lut is null
        ? stored * Slope + Intercept
        : Lut[Math.Clamp(stored - LutFirst, 0, Lut.Length - 1)];
}

/// <summary>Stored values that mean nothing: Pixel Padding Value to Pixel Padding Range Limit (PS3.3 C.7.5.1.1.2).</summary>
internal readonly record struct PixelPadding(long From, long To)
{
    public bool Contains(long stored) => stored >= From && stored <= To;
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
    private readonly IReadOnlyList<int> _dimensions;

    private ImageAttributes(
        DicomDataset dataset, int frame, DicomDataset? shared, DicomDataset? perFrame, IReadOnlyList<int> dimensions) =>
        (_dataset, _frame, _shared, _perFrame, _dimensions) = (dataset, frame, shared, perFrame, dimensions);

    public static IEnumerable<ImageAttributes> OfFrames(DicomDataset dataset)
    {
        var frames = Math.Max(1, dataset.Integer(DicomTag.NumberOfFrames) ?? 1);
        var shared = dataset.FirstItem(DicomTag.SharedFunctionalGroupsSequence);
        var perFrame = dataset.Items(DicomTag.PerFrameFunctionalGroupsSequence);
        var dimensions = Dimensions(dataset);
        for (var frame = 0; frame < frames; frame++)
            yield return new(dataset, frame, shared, frame < perFrame.Count ? perFrame[frame] : null, dimensions);
    }

    /// <summary>Small values are bright: MONOCHROME1, or a Presentation LUT Shape that turns MONOCHROME2 round. One rule for
    /// thumbnail, viewer and rendered images.</summary>
    public static bool IsInverted(DicomDataset dataset) =>
        dataset.Text(DicomTag.PhotometricInterpretation) == "MONOCHROME1" || dataset.Text(DicomTag.PresentationLUTShape) == "INVERSE";

    /// <summary>Height of a pixel through its width where no pixel spacing says it (PS3.3 C.7.6.3.1.7); 1 where nothing sensible
    /// is said.</summary>
    public static double PixelAspect(DicomDataset dataset) =>
        dataset.Numbers(DicomTag.PixelAspectRatio) is [> 0 and var height, > 0 and var width] && height / width is >= 0.1 and <= 10
            ? height / width
            : 1;

    public static PixelPadding? Padding(DicomDataset dataset, PixelLayout layout)
    {
        if (dataset.Words(DicomTag.PixelPaddingValue) is not [var value, ..])
            return null;
        var limit = dataset.Words(DicomTag.PixelPaddingRangeLimit) is [var other, ..] ? other : value;
        var (a, b) = (Stored(value), Stored(limit));
        return new(Math.Min(a, b), Math.Max(a, b));

        // Its VR is that of the pixels; many write US for negative values.
        long Stored(ushort word) => layout.IsSigned ? (short)word : word;
    }

    public ImagePlane Plane()
    {
        var (position, orientation) = Placement();
        var spacing = Group(DicomTag.PixelMeasuresSequence).Numbers(DicomTag.PixelSpacing);
        var concatenation = _dataset.Text(DicomTag.ConcatenationUID);
        return new(
            _dataset.Text(DicomTag.SOPInstanceUID)!, _frame, _dataset.Integer(DicomTag.InstanceNumber),
            _dataset.Unsigned(DicomTag.Rows) ?? 0, _dataset.Unsigned(DicomTag.Columns) ?? 0,
            position, orientation?.Row, orientation?.Column,
            spacing is [var rows, _] ? rows : null,
            spacing is [_, var columns] ? columns : null,
            Group(DicomTag.PixelMeasuresSequence).Number(DicomTag.SliceThickness),
            _dataset.Text(DicomTag.FrameOfReferenceUID), concatenation,
            concatenation is null ? null : OffsetInConcatenation() + _frame, Traits());
    }

    private static readonly (DicomTag Macro, DicomTag Tag)[] Measuring =
    [
        (DicomTag.PixelMeasuresSequence, DicomTag.PixelSpacing), (DicomTag.PlanePositionSequence, DicomTag.ImagePositionPatient),
        (DicomTag.PlaneOrientationSequence, DicomTag.ImageOrientationPatient),
        (DicomTag.PixelValueTransformationSequence, DicomTag.RescaleSlope),
        (DicomTag.PixelValueTransformationSequence, DicomTag.RescaleIntercept),
    ];

    /// <summary>Keywords of attributes of geometry and rescale that are there and cannot be read.</summary>
    public IEnumerable<string> Unreadable() => Measuring
        .Where(at => Group(at.Macro).HasUnreadableNumbers(at.Tag)).Select(at => at.Tag.DictionaryEntry.Keyword);

    /// <summary>Position and directions. Nuclear medicine keeps those of the first frame with its detector, and the others lie
    /// at a signed distance along the normal (PS3.3 C.8.4.15); so do frames of other images without functional groups.</summary>
    private (Vector3d? Position, (Vector3d Row, Vector3d Column)? Orientation) Placement()
    {
        var detector = _dataset.FirstItem(DicomTag.DetectorInformationSequence);
        var positions = Numbers(DicomTag.PlanePositionSequence, DicomTag.ImagePositionPatient);
        var position = positions is [var x, var y, var z] ? new Vector3d(x, y, z) : (Vector3d?)null;
        if (Numbers(DicomTag.PlaneOrientationSequence, DicomTag.ImageOrientationPatient)
            is not [var rx, var ry, var rz, var cx, var cy, var cz])
            return (position, null);
        var (row, column) = (new Vector3d(rx, ry, rz), new Vector3d(cx, cy, cz));
        if (position is not null && _perFrame is null && (_dataset.Integer(DicomTag.NumberOfFrames) ?? 1) > 1
            && _dataset.Number(DicomTag.SpacingBetweenSlices) is { } step && row.Cross(column).Length > 0)
            position = position.Value + SliceOfFrame() * step * row.Cross(column).Normalized();
        return (position, (row, column));

        double[] Numbers(DicomTag macro, DicomTag tag) =>
            Group(macro).Numbers(tag) is { Length: > 0 } own ? own : detector?.Numbers(tag) ?? [];
    }

    /// <summary>0-based: frames of a nuclear medicine image need not be in the order of slices.</summary>
    private int SliceOfFrame() =>
        _dataset.Words(DicomTag.SliceVector) is { } slices && _frame < slices.Length && slices[_frame] > 0 ? slices[_frame] - 1 : _frame;

    private int OffsetInConcatenation() => _dataset.Integer(DicomTag.ConcatenationFrameOffsetNumber)
        ?? ((_dataset.Integer(DicomTag.InConcatenationNumber) ?? 1) - 1) * (_dataset.Integer(DicomTag.NumberOfFrames) ?? 1);

    private string[] Traits()
    {
        var content = Group(DicomTag.FrameContentSequence);
        var diffusion = Group(DicomTag.MRDiffusionSequence);
        return
        [
            _perFrame?.FirstItem(DicomTag.MRImageFrameTypeSequence)?.Text(DicomTag.FrameType)
                ?? _perFrame?.FirstItem(DicomTag.CTImageFrameTypeSequence)?.Text(DicomTag.FrameType)
                ?? _dataset.Text(DicomTag.ImageType) ?? "",
            Of(_dataset, DicomTag.AcquisitionNumber), Of(content, DicomTag.FrameAcquisitionNumber),
            Of(_dataset, DicomTag.TemporalPositionIdentifier), Of(content, DicomTag.TemporalPositionIndex),
            Of(_dataset, DicomTag.EchoNumbers), Of(_dataset, DicomTag.EchoTime),
            Of(Group(DicomTag.MREchoSequence), DicomTag.EffectiveEchoTime),
            Of(diffusion, DicomTag.DiffusionBValue),
            Of(_dataset, DicomTag.ConvolutionKernel), Of(_dataset, DicomTag.KVP),
            Of(_dataset, DicomTag.FrameReferenceTime), Of(_dataset, DicomTag.TriggerTime),
            Of(Group(DicomTag.CardiacSynchronizationSequence), DicomTag.NominalPercentageOfCardiacPhase),
            OfVector(DicomTag.EnergyWindowVector), OfVector(DicomTag.PhaseVector), OfVector(DicomTag.TimeSlotVector),
            OfVector(DicomTag.RRIntervalVector),
            Dimension(content), Of(_dataset, DicomTag.AcquisitionTime), Of(_dataset, DicomTag.ContentTime),
        ];

        static string Of(DicomDataset dataset, DicomTag tag) => dataset.Contains(tag) ? dataset.Text(tag) ?? "" : "";

        string OfVector(DicomTag tag) =>
            _dataset.Contains(tag) && _dataset.Words(tag) is { } words && _frame < words.Length ? $"{words[_frame]}" : "";

        string Dimension(DicomDataset groups) =>
            _dimensions.Count > 0 && groups.Numbers(DicomTag.DimensionIndexValues) is { Length: > 0 } values
                ? string.Join('\\', _dimensions.Where(at => at < values.Length).Select(at => values[at]))
                : "";
    }

    /// <summary>Which of the dimension indices are something else than the place of a frame in its stack.</summary>
    private static IReadOnlyList<int> Dimensions(DicomDataset dataset) =>
    [
        .. dataset.Items(DicomTag.DimensionIndexSequence)
            .Select((item, at) => (Pointer: item.Pointer(DicomTag.DimensionIndexPointer), At: at))
            .Where(dimension => dimension.Pointer is { } tag && tag != DicomTag.InStackPositionNumber
                && tag != DicomTag.ImagePositionPatient && tag != DicomTag.StackID)
            .Select(dimension => dimension.At),
    ];

    public ModalityTransform Transform()
    {
        if (_dataset.FirstItem(DicomTag.ModalityLUTSequence) is { } table && Lut(table) is { } lut)
            return lut;
        var group = Group(DicomTag.PixelValueTransformationSequence);
        var slope = group.Number(DicomTag.RescaleSlope) ?? 1;
        return new(slope == 0 ? 1 : slope, group.Number(DicomTag.RescaleIntercept) ?? 0);
    }

    /// <summary>What values are in; empty for nothing that is known. A CT that rescales is in HU where it does not say that
    /// it is in something else; nothing but CT is.</summary>
    public string Unit()
    {
        var group = Group(DicomTag.PixelValueTransformationSequence);
        var rescaleType = group.Text(DicomTag.RescaleType);
        if (_dataset.Text(DicomTag.Modality) == "CT")
            return group.Number(DicomTag.RescaleIntercept) is null ? "" : ValueUnits.OfRescale(rescaleType ?? ValueUnits.Hounsfield);
        var unit = ValueUnits.OfPet(_dataset.Text(DicomTag.Units) ?? rescaleType, _dataset.Text(DicomTag.SUVType));
        return unit.Length > 0 || rescaleType is null or ValueUnits.Hounsfield ? unit : ValueUnits.OfRescale(rescaleType);
    }

    public bool IsHounsfield() => Unit() == ValueUnits.Hounsfield;

    /// <summary>Windows the image asks for, in modality values, and its VOI tables after them. The linear function is made for
    /// whole numbers: where values are none, or the window is narrower than 1, the exact one is meant.</summary>
    public IReadOnlyList<VolumeWindow> Windows(ModalityTransform transform)
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
                    at < names.Length && names[at].Length > 0 ? names[at] : $"Window {at + 1}", window.First, window.Second,
                    shape == VolumeWindow.Linear && (window.Second < 1 || !transform.IsWhole) ? VolumeWindow.LinearExact : shape))
                .Where(window => window.Width > 0),
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
