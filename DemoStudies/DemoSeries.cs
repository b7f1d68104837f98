using System.Runtime.InteropServices;
using FellowOakDicom;
using FellowOakDicom.Imaging;
using FellowOakDicom.IO.Buffer;
using Voxmark.DemoStudies.Phantom;

namespace Voxmark.DemoStudies;

/// <param name="Name">DICOM PN.</param>
/// <param name="HeightM">Null: the files don't say.</param>
/// <param name="WeightKg">Null: the files don't say.</param>
internal sealed record DemoPatient(
    string Name, string Id, string Sex, string Age, decimal? HeightM = null, decimal? WeightKg = null);

/// <param name="Date">DICOM DA.</param>
internal sealed record DemoStudy(string Description, string Date, DemoPatient Patient);

/// <summary>A picture of a series. Values are HU for CT, signal for MR.</summary>
internal sealed record DemoImage(PicturePlane Plane, Func<short[]> Values);

/// <summary>A series that is drawn when it is asked for.</summary>
internal sealed record DemoSeries(
    DemoStudy Study, int Number, string Description, string BodyPart, double SliceMm, IReadOnlyList<DemoImage> Images)
{
    public bool IsMr { get; init; }

    public bool IsLocalizer { get; init; }

    public string? ContrastAgent { get; init; }

    public (decimal Center, decimal Width) Window { get; init; } = (40, 400);

    private string Name => $"{Study.Patient.Id}/{Number}";

    public string StudyInstanceUid => DemoUid.Of(Study.Patient.Id);

    public string SeriesInstanceUid => DemoUid.Of(Name);

    /// <param name="index">Of <see cref="Images"/>, 0-based.</param>
    public byte[] File(int index)
    {
        var dataset = new DicomDataset(DicomTransferSyntax.ExplicitVRLittleEndian);
        AddPatientAndStudy(dataset);
        AddSeries(dataset);
        AddImage(dataset, index);
        using var stream = new MemoryStream();
        new DicomFile(dataset).Save(stream);
        return stream.ToArray();
    }

    private void AddPatientAndStudy(DicomDataset dataset)
    {
        var patient = Study.Patient;
        dataset.Add(DicomTag.SpecificCharacterSet, "ISO_IR 192");
        dataset.Add(DicomTag.PatientName, patient.Name);
        dataset.Add(DicomTag.PatientID, patient.Id);
        dataset.Add(DicomTag.PatientSex, patient.Sex);
        dataset.Add(DicomTag.PatientAge, patient.Age);
        if (patient.HeightM is { } height)
            dataset.Add(DicomTag.PatientSize, height);
        if (patient.WeightKg is { } weight)
            dataset.Add(DicomTag.PatientWeight, weight);
        dataset.Add(DicomTag.StudyInstanceUID, StudyInstanceUid);
        dataset.Add(DicomTag.StudyID, "1");
        dataset.Add(DicomTag.StudyDate, Study.Date);
        dataset.Add(DicomTag.StudyTime, "090000");
        dataset.Add(DicomTag.StudyDescription, Study.Description);
        dataset.Add(DicomTag.AccessionNumber, $"{patient.Id}-1");
    }

    private void AddSeries(DicomDataset dataset)
    {
        dataset.Add(DicomTag.Modality, IsMr ? "MR" : "CT");
        dataset.Add(DicomTag.SeriesInstanceUID, SeriesInstanceUid);
        dataset.Add(DicomTag.SeriesNumber, Number);
        dataset.Add(DicomTag.SeriesDescription, Description);
        dataset.Add(DicomTag.BodyPartExamined, BodyPart);
        dataset.Add(DicomTag.Manufacturer, "Voxmark");
        dataset.Add(DicomTag.ManufacturerModelName, "Drawn, not scanned");
        dataset.Add(DicomTag.FrameOfReferenceUID, DemoUid.Of($"{Study.Patient.Id}/frame"));
        dataset.Add(DicomTag.PatientPosition, "HFS");
        dataset.Add(DicomTag.SliceThickness, (decimal)SliceMm);
        if (!IsMr)
            dataset.Add(DicomTag.KVP, 120m);
        if (ContrastAgent is not null)
            dataset.Add(DicomTag.ContrastBolusAgent, ContrastAgent);
    }

    private void AddImage(DicomDataset dataset, int index)
    {
        var (plane, values) = Images[index];
        var (row, column) = (plane.RowDirection, plane.ColumnDirection);
        dataset.Add(DicomTag.SOPClassUID, IsMr ? DicomUID.MRImageStorage : DicomUID.CTImageStorage);
        dataset.Add(DicomTag.SOPInstanceUID, DemoUid.Of($"{Name}/{index}"));
        dataset.Add(DicomTag.ImageType, "ORIGINAL", "PRIMARY", IsLocalizer ? "LOCALIZER" : IsMr ? "OTHER" : "AXIAL");
        dataset.Add(DicomTag.InstanceNumber, index + 1);
        dataset.Add(DicomTag.ImagePositionPatient, (decimal)plane.Origin.X, (decimal)plane.Origin.Y, (decimal)plane.Origin.Z);
        dataset.Add(DicomTag.ImageOrientationPatient,
            (decimal)row.X, (decimal)row.Y, (decimal)row.Z, (decimal)column.X, (decimal)column.Y, (decimal)column.Z);
        dataset.Add(DicomTag.PixelSpacing, (decimal)plane.PixelMm, (decimal)plane.PixelMm);
        dataset.Add(DicomTag.SamplesPerPixel, (ushort)1);
        dataset.Add(DicomTag.PhotometricInterpretation, "MONOCHROME2");
        dataset.Add(DicomTag.Rows, (ushort)plane.Rows);
        dataset.Add(DicomTag.Columns, (ushort)plane.Columns);
        dataset.Add(DicomTag.BitsAllocated, (ushort)16);
        dataset.Add(DicomTag.BitsStored, (ushort)16);
        dataset.Add(DicomTag.HighBit, (ushort)15);
        dataset.Add(DicomTag.PixelRepresentation, (ushort)1);
        dataset.Add(DicomTag.WindowCenter, Window.Center);
        dataset.Add(DicomTag.WindowWidth, Window.Width);
        if (!IsMr)
        {
            dataset.Add(DicomTag.RescaleIntercept, 0m);
            dataset.Add(DicomTag.RescaleSlope, 1m);
            dataset.Add(DicomTag.RescaleType, "HU");
        }

        var pixels = MemoryMarshal.AsBytes(values().AsSpan()).ToArray();
        DicomPixelData.Create(dataset, newPixelData: true).AddFrame(new MemoryByteBuffer(pixels));
    }
}
