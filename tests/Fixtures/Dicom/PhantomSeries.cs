using FellowOakDicom;
using Voxmark.Imaging.Phantoms;

namespace Voxmark.Fixtures.Dicom;

/// <summary>The abdomen phantom as a CT series.</summary>
public sealed class PhantomSeries(AbdomenPhantom phantom)
{
    public string StudyInstanceUid { get; } = DicomUID.Generate().UID;

    public string SeriesInstanceUid { get; } = DicomUID.Generate().UID;

    public string PatientId { get; init; } = new CtImage().PatientId;

    /// <summary>One image per slice, feet to head; instance 1 is the first at the head, as scanners number them.</summary>
    public IEnumerable<CtImage> Images() => Enumerable.Range(0, phantom.Slices).Select(k => new CtImage
    {
        StudyInstanceUid = StudyInstanceUid,
        SeriesInstanceUid = SeriesInstanceUid,
        PatientId = PatientId,
        InstanceNumber = phantom.Slices - k,
        PositionMm = phantom.Grid.ToPatient(0, 0, k),
        PixelMm = phantom.PixelMm,
        SliceThicknessMm = phantom.SliceMm,
        Rows = phantom.Rows,
        Columns = phantom.Columns,
        Voxels = phantom.Slice(k),
    });

    /// <summary>Writes <c>0001.dcm</c> and so on, by instance number.</summary>
    public void WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var image in Images())
            image.ToFile().Save(Path.Combine(folder, $"{image.InstanceNumber:0000}.dcm"));
    }
}
