using FellowOakDicom;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Volumes;
using Voxmark.IngestService.Dicom;
using Voxmark.IngestService.Storage;

namespace Voxmark.IngestService.Volumes;

/// <summary>One frame that a slice will be made of.</summary>
/// <param name="Layout">Null when its pixels are of a kind that cannot be shown.</param>
internal sealed record ScannedFrame(
    string Path, ImagePlane Plane, PixelLayout? Layout, ModalityTransform Transform, IReadOnlyList<VolumeWindow> Windows);

/// <summary>What the headers of a series' files say, pixels unread.</summary>
internal sealed record ScannedSeries(
    IReadOnlyList<ScannedFrame> Frames, bool IsHounsfield, bool IsInverted, PatientFacts Patient, AcquisitionFacts Acquisition)
{
    /// <param name="paths">At least one; files whose object has no images contribute no frames.</param>
    public static ScannedSeries Of(IEnumerable<string> paths)
    {
        var frames = new List<ScannedFrame>();
        DicomDataset? first = null;
        var isHounsfield = true;
        foreach (var path in paths)
        {
            var dataset = DicomFile.Open(path, FileReadOption.ReadLargeOnDemand).Dataset;
            first ??= dataset;
            if (!dataset.Contains(DicomTag.PixelData) || (dataset.Unsigned(DicomTag.Rows) ?? 0) == 0 || (dataset.Unsigned(DicomTag.Columns) ?? 0) == 0)
                continue;
            var isGrey = FrameReader.IsMonochrome(dataset.Text(DicomTag.PhotometricInterpretation));
            var layout = isGrey ? PixelLayout.Of(dataset) : PixelLayout.Luminance;
            foreach (var image in ImageAttributes.OfFrames(dataset))
            {
                isHounsfield &= isGrey && image.IsHounsfield();
                var transform = isGrey ? image.Transform() : ModalityTransform.None;
                frames.Add(new(path, image.Plane(), layout, transform, image.Windows()));
            }
        }

        return new(frames, isHounsfield, IsInvertedIn(first!), PatientOf(first!), AcquisitionOf(first!));
    }

    private static bool IsInvertedIn(DicomDataset dataset) =>
        dataset.Text(DicomTag.PhotometricInterpretation) == "MONOCHROME1"
        || dataset.Text(DicomTag.PresentationLUTShape) == "INVERSE";

    private static PatientFacts PatientOf(DicomDataset dataset)
    {
        // PatientSize is in metres, but many write centimetres.
        var size = dataset.Number(DicomTag.PatientSize);
        var heightCm = size > 3 ? size : size * 100;
        var weightKg = dataset.Number(DicomTag.PatientWeight);
        return new()
        {
            HeightCm = heightCm is >= 50 and <= 250 ? Math.Round(heightCm.Value, 1) : null,
            WeightKg = weightKg is >= 2 and <= 400 ? weightKg : null,
            Sex = dataset.Text(DicomTag.PatientSex),
            Age = dataset.Text(DicomTag.PatientAge),
        };
    }

    private static AcquisitionFacts AcquisitionOf(DicomDataset dataset) => new()
    {
        TubeVoltageKv = dataset.Number(DicomTag.KVP),
        ContrastAgent = dataset.Text(DicomTag.ContrastBolusAgent),
        SliceThicknessMm = dataset.Number(DicomTag.SliceThickness),
        ConvolutionKernel = dataset.Text(DicomTag.ConvolutionKernel),
        Manufacturer = dataset.Text(DicomTag.Manufacturer),
        ModelName = dataset.Text(DicomTag.ManufacturerModelName),
    };
}
