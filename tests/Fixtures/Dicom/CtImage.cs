using System.Runtime.InteropServices;
using FellowOakDicom;
using FellowOakDicom.Imaging;
using FellowOakDicom.IO.Buffer;
using Voxmark.Imaging.Geometry;

namespace Voxmark.Fixtures.Dicom;

/// <summary>Makes CT images: axial, explicit VR little endian, 16 bits unsigned, rescale 1 and -1024.</summary>
public sealed record CtImage
{
    public string StudyInstanceUid { get; init; } = DicomUID.Generate().UID;
    public string SeriesInstanceUid { get; init; } = DicomUID.Generate().UID;
    public string SopInstanceUid { get; init; } = DicomUID.Generate().UID;
    public string PatientName { get; init; } = "Phantom^Abdomen";
    public string PatientId { get; init; } = "PHANTOM-1";
    public string StudyDate { get; init; } = "20260115";
    public string StudyTime { get; init; } = "101500";
    public string Modality { get; init; } = "CT";
    public int InstanceNumber { get; init; } = 1;
    public Vector3d PositionMm { get; init; }
    public double PixelMm { get; init; } = 1;
    public double SliceThicknessMm { get; init; } = 5;
    public int Rows { get; init; } = 8;
    public int Columns { get; init; } = 8;

    /// <summary>HU, row-major; empty for -1024 throughout.</summary>
    public short[] Voxels { get; init; } = [];

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        ToFile().Save(stream);
        return stream.ToArray();
    }

    public DicomFile ToFile()
    {
        var dataset = new DicomDataset(DicomTransferSyntax.ExplicitVRLittleEndian)
        {
            { DicomTag.SpecificCharacterSet, "ISO_IR 192" },
            { DicomTag.SOPClassUID, DicomUID.CTImageStorage },
            { DicomTag.SOPInstanceUID, SopInstanceUid },
            { DicomTag.StudyDate, StudyDate },
            { DicomTag.StudyTime, StudyTime },
            { DicomTag.Modality, Modality },
            { DicomTag.Manufacturer, "Voxmark" },
            { DicomTag.StudyDescription, "Abdomen phantom" },
            { DicomTag.SeriesDescription, "Axial 5 mm" },
            { DicomTag.AccessionNumber, "A-0001" },
            { DicomTag.PatientName, PatientName },
            { DicomTag.PatientID, PatientId },
            { DicomTag.PatientSex, "F" },
            { DicomTag.PatientAge, "061Y" },
            { DicomTag.PatientSize, "1.62" },
            { DicomTag.PatientWeight, "58.5" },
            { DicomTag.BodyPartExamined, "ABDOMEN" },
            { DicomTag.KVP, "120" },
            { DicomTag.SliceThickness, (decimal)SliceThicknessMm },
            { DicomTag.StudyInstanceUID, StudyInstanceUid },
            { DicomTag.SeriesInstanceUID, SeriesInstanceUid },
            { DicomTag.SeriesNumber, 2 },
            { DicomTag.InstanceNumber, InstanceNumber },
            { DicomTag.ImagePositionPatient, (decimal)PositionMm.X, (decimal)PositionMm.Y, (decimal)PositionMm.Z },
            { DicomTag.ImageOrientationPatient, 1m, 0m, 0m, 0m, 1m, 0m },
            { DicomTag.FrameOfReferenceUID, $"{StudyInstanceUid}.1" },
            { DicomTag.SamplesPerPixel, (ushort)1 },
            { DicomTag.PhotometricInterpretation, "MONOCHROME2" },
            { DicomTag.Rows, (ushort)Rows },
            { DicomTag.Columns, (ushort)Columns },
            { DicomTag.PixelSpacing, (decimal)PixelMm, (decimal)PixelMm },
            { DicomTag.BitsAllocated, (ushort)16 },
            { DicomTag.BitsStored, (ushort)16 },
            { DicomTag.HighBit, (ushort)15 },
            { DicomTag.PixelRepresentation, (ushort)0 },
            { DicomTag.WindowCenter, "40" },
            { DicomTag.WindowWidth, "400" },
            { DicomTag.RescaleIntercept, "-1024" },
            { DicomTag.RescaleSlope, "1" },
            { DicomTag.RescaleType, "HU" },
        };
        DicomPixelData.Create(dataset, newPixelData: true).AddFrame(new MemoryByteBuffer(StoredBytes()));
        return new DicomFile(dataset);
    }

    private byte[] StoredBytes()
    {
        var stored = new ushort[Rows * Columns];
        for (var i = 0; i < Voxels.Length; i++)
            stored[i] = (ushort)(Voxels[i] + 1024);
        return MemoryMarshal.AsBytes(stored.AsSpan()).ToArray();
    }
}
