using System.Runtime.InteropServices;
using System.Text;
using FellowOakDicom;
using FellowOakDicom.IO.Buffer;

namespace Voxmark.Fixtures.Dicom;

/// <summary>The images that the cases are made of, and how they are marred.</summary>
public static partial class FaultFiles
{
    private static IEnumerable<DicomDataset> Stack(string name, int count) => Enumerable.Range(0, count).Select(k => Ct(name, k, 3 * k, k));

    private static DicomDataset With<T>(this DicomDataset dataset, DicomTag tag, params T[] values) => dataset.AddOrUpdate(tag, values);

    private static DicomDataset Without(this DicomDataset dataset, params DicomTag[] tags) => dataset.Remove(tags);

    private static string Uid(params object[] parts) => CaseUid.Of(string.Join('/', parts));

    private static DicomDataset Image(
        string name, int n, DicomUID sopClass, string modality, int rows, int columns, ReadOnlySpan<short> pixels,
        string series = "s", string study = "st")
    {
        var dataset = new DicomDataset(DicomTransferSyntax.ExplicitVRLittleEndian).NotValidated();
        dataset.AddOrUpdate(DicomTag.SpecificCharacterSet, "ISO_IR 192").AddOrUpdate(DicomTag.SOPClassUID, sopClass)
            .AddOrUpdate(DicomTag.StudyInstanceUID, Uid(name, study)).AddOrUpdate(DicomTag.SeriesInstanceUID, Uid(name, study, series))
            .AddOrUpdate(DicomTag.SOPInstanceUID, Uid(name, study, series, n)).AddOrUpdate(DicomTag.Modality, modality)
            .AddOrUpdate(DicomTag.PatientName, $"Bug^{name}").AddOrUpdate(DicomTag.PatientID, $"BUG-{name}")
            .AddOrUpdate(DicomTag.StudyDate, "20240105").AddOrUpdate(DicomTag.StudyTime, "101500")
            .AddOrUpdate(DicomTag.StudyDescription, $"bug {name}").AddOrUpdate(DicomTag.SeriesDescription, name)
            .AddOrUpdate(DicomTag.SeriesNumber, "1").AddOrUpdate(DicomTag.InstanceNumber, $"{n + 1}")
            .AddOrUpdate(DicomTag.Rows, (ushort)rows).AddOrUpdate(DicomTag.Columns, (ushort)columns)
            .AddOrUpdate(DicomTag.SamplesPerPixel, (ushort)1).AddOrUpdate(DicomTag.PhotometricInterpretation, "MONOCHROME2")
            .AddOrUpdate(DicomTag.BitsAllocated, (ushort)16).AddOrUpdate(DicomTag.BitsStored, (ushort)16)
            .AddOrUpdate(DicomTag.HighBit, (ushort)15).AddOrUpdate(DicomTag.PixelRepresentation, (ushort)1)
            .AddOrUpdate(new DicomOtherWord(DicomTag.PixelData, new MemoryByteBuffer(MemoryMarshal.AsBytes(pixels).ToArray())));
        return dataset;
    }

    private static DicomDataset Placed(this DicomDataset dataset, double z) => dataset
        .With(DicomTag.ImagePositionPatient, "-10", "-20", FormattableString.Invariant($"{z}"))
        .With(DicomTag.ImageOrientationPatient, "1", "0", "0", "0", "1", "0").With(DicomTag.PixelSpacing, "0.8", "0.8")
        .With(DicomTag.SliceThickness, "3").With(DicomTag.FrameOfReferenceUID, Uid(dataset.GetString(DicomTag.SeriesInstanceUID), "for"));

    private static DicomDataset Rescaled(this DicomDataset dataset) => dataset
        .With(DicomTag.RescaleSlope, "1").With(DicomTag.RescaleIntercept, "-1024").With(DicomTag.RescaleType, "HU");

    private static short[] Pixels(Func<int, int, int> stored, int rows = Side, int columns = Side) =>
        [.. from row in Enumerable.Range(0, rows) from column in Enumerable.Range(0, columns) select (short)stored(row, column)];

    private static bool IsMiddle(int row, int column) => row is >= 8 and < 24 && column is >= 8 and < 24;

    private static DicomDataset Ct(string name, int n, double z, int hu, int? middle = null, string series = "s", string study = "st") =>
        Image(name, n, DicomUID.CTImageStorage, "CT", Side, Side,
            Pixels((row, column) => 1024 + (IsMiddle(row, column) ? middle ?? hu + 40 : hu)), series, study)
            .Placed(z).Rescaled();

    private static DicomDataset Scout(string name) => Image(name, 99, DicomUID.CTImageStorage, "CT", 48, 64, Pixels((_, _) => 1024, 48, 64))
        .Placed(0).Rescaled().With(DicomTag.ImageType, "ORIGINAL", "PRIMARY", "LOCALIZER").With(DicomTag.InstanceNumber, "1")
        .With(DicomTag.ImagePositionPatient, "0", "-30", "40").With(DicomTag.ImageOrientationPatient, "0", "1", "0", "0", "0", "-1")
        .With(DicomTag.PixelSpacing, "1", "1");

    private static DicomDataset DosePage(string name) =>
        Image(name, 99, DicomUID.SecondaryCaptureImageStorage, "CT", 40, 60, Pixels((_, _) => 0, 40, 60))
            .With(DicomTag.ImageType, "DERIVED", "SECONDARY", "SCREEN SAVE").With(DicomTag.InstanceNumber, "999");

    /// <summary>The file with another text in one of its elements, of a VR that would not allow it.</summary>
    private static byte[] Retext(byte[] file, DicomTag tag, string vr, string text)
    {
        byte[] start =
        [
            (byte)tag.Group, (byte)(tag.Group >> 8), (byte)tag.Element, (byte)(tag.Element >> 8), .. Encoding.ASCII.GetBytes(vr),
        ];
        byte[] value = Encoding.ASCII.GetBytes(text.Length % 2 == 0 ? text : text + ' ');
        var at = file.AsSpan().IndexOf(start);
        var after = at + 8 + (file[at + 6] | file[at + 7] << 8);
        return [.. file[..(at + 6)], (byte)value.Length, (byte)(value.Length >> 8), .. value, .. file[after..]];
    }

    private static byte[] Replace(byte[] file, ReadOnlySpan<byte> old, ReadOnlySpan<byte> other)
    {
        var copy = file.ToArray();
        for (var at = copy.AsSpan().IndexOf(old); at >= 0; at = copy.AsSpan().IndexOf(old))
            other.CopyTo(copy.AsSpan(at));
        return copy;
    }

    /// <summary>A UID from a text, other ones in each process.</summary>
    private static class CaseUid
    {
        private static readonly string Run = $"{Guid.NewGuid()}";

        public static string Of(string text)
        {
            var hash = System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"{Run}/{text}"));
            return $"2.25.{new System.Numerics.BigInteger(hash.AsSpan(0, 15), isUnsigned: true)}";
        }
    }
}
