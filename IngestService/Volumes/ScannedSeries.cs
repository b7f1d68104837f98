using System.Security.Cryptography;
using FellowOakDicom;
using FellowOakDicom.IO.Buffer;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Volumes;
using Voxmark.IngestService.Dicom;
using Voxmark.IngestService.Storage;

namespace Voxmark.IngestService.Volumes;

/// <summary>One frame that a slice will be made of.</summary>
/// <param name="Layout">Null when its pixels are of a kind that cannot be shown.</param>
/// <param name="Unit">Empty for none: a CT image without its rescale has none.</param>
/// <param name="Unreadable">Keywords of attributes that are there and cannot be read.</param>
internal sealed record ScannedFrame(
    string Path, ImagePlane Plane, PixelLayout? Layout, ModalityTransform Transform, IReadOnlyList<VolumeWindow> Windows,
    string Unit, string Modality, bool IsInverted, PixelPadding? Padding, double PixelAspect, IReadOnlyList<string> Unreadable);

/// <summary>What the headers of a series' files say, pixels unread.</summary>
/// <param name="UnreadableFiles">How many files cannot be read; the others are not to suffer from it.</param>
/// <param name="StudyInstanceUid">As the files have it: the index may have given another patient's images a study of their own.</param>
internal sealed record ScannedSeries(
    IReadOnlyList<ScannedFrame> Frames, int UnreadableFiles, string? StudyInstanceUid, PatientFacts Patient, AcquisitionFacts Acquisition)
{
    private readonly Dictionary<string, byte[]?> _pixels = new(StringComparer.Ordinal);

    /// <param name="paths">Files whose object has no images contribute no frames.</param>
    public static ScannedSeries Of(IEnumerable<string> paths)
    {
        var frames = new List<ScannedFrame>();
        var unreadable = 0;
        string? study = null;
        var (patient, acquisition) = (new PatientFacts(), new AcquisitionFacts());
        foreach (var path in paths)
            try
            {
                var dataset = DicomFiles.Open(path).Dataset;
                study ??= dataset.Text(DicomTag.StudyInstanceUID);
                Complete(patient, dataset);
                Complete(acquisition, dataset);
                frames.AddRange(FramesOf(path, dataset));
            }
            catch (Exception e) when (FileFaults.IsOfTheFile(e))
            {
                unreadable++;
            }

        return new(frames, unreadable, study, patient, acquisition);
    }

    /// <summary>Whether the pixel data of two frames are the same bytes.</summary>
    public bool HaveSamePixels(ImagePlane a, ImagePlane b) =>
        a.SopInstanceUid != b.SopInstanceUid && a.Frame == b.Frame
        && PixelsOf(a) is { } pixels && PixelsOf(b) is { } others && pixels.AsSpan().SequenceEqual(others);

    private static List<ScannedFrame> FramesOf(string path, DicomDataset dataset)
    {
        if (!dataset.Contains(DicomTag.PixelData)
            || (dataset.Unsigned(DicomTag.Rows) ?? 0) == 0 || (dataset.Unsigned(DicomTag.Columns) ?? 0) == 0)
            return [];
        var isGrey = FrameReader.IsMonochrome(dataset.Text(DicomTag.PhotometricInterpretation));
        var layout = isGrey ? PixelLayout.Of(dataset) : PixelLayout.Luminance;
        var (modality, isInverted) = (dataset.Text(DicomTag.Modality) ?? "OT", ImageAttributes.IsInverted(dataset));
        var padding = isGrey && layout is not null ? ImageAttributes.Padding(dataset, layout) : null;
        var aspect = ImageAttributes.PixelAspect(dataset);
        return
        [
            .. from image in ImageAttributes.OfFrames(dataset)
               let transform = isGrey ? image.Transform() : ModalityTransform.None
               select new ScannedFrame(
                   path, image.Plane(), layout, transform, image.Windows(transform), isGrey ? image.Unit() : "",
                   modality, isInverted, padding, aspect, [.. image.Unreadable()]),
        ];
    }

    private byte[]? PixelsOf(ImagePlane plane)
    {
        if (!_pixels.TryGetValue(plane.SopInstanceUid, out var hash))
            _pixels.Add(plane.SopInstanceUid, hash = Hash(Frames.First(f => f.Plane.SopInstanceUid == plane.SopInstanceUid).Path));
        return hash;
    }

    private static byte[]? Hash(string path)
    {
        try
        {
            IByteBuffer? pixels = DicomFiles.Open(path).Dataset.GetDicomItem<DicomItem>(DicomTag.PixelData) switch
            {
                DicomElement native => native.Buffer,
                DicomFragmentSequence fragments => new CompositeByteBuffer(fragments.Fragments),
                _ => null,
            };
            return pixels is null ? null : SHA256.HashData(pixels.Data);
        }
        catch (Exception e) when (FileFaults.IsOfTheFile(e))
        {
            return null;
        }
    }

    /// <summary>Takes what was not known before: an empty value in one file is none in the others.</summary>
    private static void Complete(PatientFacts patient, DicomDataset dataset)
    {
        // PatientSize is in metres, but many write centimetres.
        var size = dataset.Number(DicomTag.PatientSize);
        var heightCm = size > 3 ? size : size * 100;
        var weightKg = dataset.Number(DicomTag.PatientWeight);
        patient.HeightCm ??= heightCm is >= 50 and <= 250 ? Math.Round(heightCm.Value, 1) : null;
        patient.WeightKg ??= weightKg is >= 2 and <= 400 ? weightKg : null;
        patient.Sex ??= dataset.Text(DicomTag.PatientSex);
        patient.Age ??= dataset.Text(DicomTag.PatientAge);
    }

    private static void Complete(AcquisitionFacts acquisition, DicomDataset dataset)
    {
        acquisition.TubeVoltageKv ??= dataset.Number(DicomTag.KVP);
        acquisition.ContrastAgent ??= dataset.Text(DicomTag.ContrastBolusAgent);
        acquisition.SliceThicknessMm ??= dataset.Number(DicomTag.SliceThickness);
        acquisition.ConvolutionKernel ??= dataset.Text(DicomTag.ConvolutionKernel);
        acquisition.Manufacturer ??= dataset.Text(DicomTag.Manufacturer);
        acquisition.ModelName ??= dataset.Text(DicomTag.ManufacturerModelName);
    }
}
