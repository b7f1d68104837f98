using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using FellowOakDicom;
using FellowOakDicom.IO.Buffer;

namespace Voxmark.Fixtures.Dicom;

/// <summary>
/// Files as they come from the wild, made by ourselves: 32 × 32 pixels, slice k is k HU at its border and k + 40 in its middle
/// (rows and columns 8–23) unless said. The same cases lie in <c>../shared/faults/dicom</c>, whose README has the right values.
/// </summary>
public static partial class FaultFiles
{
    private const int Side = 32;

    private static readonly Encoding Korean = CodePagesEncodingProvider.Instance.GetEncoding(949)!;

    /// <summary>By name: the files of a case in the order in which they are sent.</summary>
    public static IReadOnlyDictionary<string, Func<IReadOnlyList<(string Name, byte[] Content)>>> Cases { get; } =
        new Dictionary<string, Func<IReadOnlyList<(string, byte[])>>>
        {
            ["compressed_labelled_native"] = () => [("0.dcm", CompressedLabelledNative())],
            ["one_bad_in_zip"] = OneBadInZip,
            ["scout_in_series"] = () => Files([Scout("scout_in_series"), .. Stack("scout_in_series", 6)]),
            ["dose_page_in_series"] = () => Files([.. Stack("dose_page_in_series", 6), DosePage("dose_page_in_series")]),
            ["two_patients_one_study"] = TwoPatients,
            ["first_file_without_names"] = FirstFileWithoutNames,
            ["pet_tiny_slopes"] = PetTinySlopes,
            ["phases_in_one_series"] = Phases,
            ["same_slices_twice"] = () => Files(
                [
                    .. Enumerable.Range(0, 12).Select(n =>
                        Ct("same_slices_twice", n, 3 * (n % 6), n % 6).With(DicomTag.InstanceNumber, n % 6 + 1)),
                ]),
            ["slice_without_position"] = () => Files([Ct("slice_without_position", 0, 0, 50, middle: 50)
                .Without(DicomTag.ImagePositionPatient, DicomTag.ImageOrientationPatient, DicomTag.FrameOfReferenceUID)]),
            ["rescale_missing_in_one"] = () => Files([.. Enumerable.Range(0, 6).Select(k => k != 2
                ? Ct("rescale_missing_in_one", k, 3 * k, 50)
                : Ct("rescale_missing_in_one", k, 3 * k, 50)
                    .Without(DicomTag.RescaleSlope, DicomTag.RescaleIntercept, DicomTag.RescaleType))]),
            ["decimals_odd"] = DecimalsOdd,
            ["search_with_bad_decimal"] = SearchWithBadDecimal,
            ["nm_recon_tomo"] = NmReconTomo,
            ["concatenation"] = Concatenation,
            ["ct_32_bit"] = Ct32Bit,
            ["padding_value"] = PaddingValue,
            ["inverse_presentation"] = InversePresentation,
            ["name_euckr_no_charset"] = NameWithoutCharset,
            ["name_hangul_search"] = HangulNames,
            ["zip_odd_paths"] = () => [("paths.zip", Zip(null,
                new[] { "/export/1.dcm", "CT 10:15:00.dcm", @"a\b\c.dcm", "./x/1.dcm", @"C:\CD\5.dcm" }
                    .Zip(Files(Stack("zip_odd_paths", 5)), (name, file) => (name, file.Content))))],
            ["zip_cp949"] = () =>
                [("korean.zip", Zip(Korean, Files(Stack("zip_cp949", 3)).Select(file => ($"환자영상/{file.Name}", file.Content))))],
            ["zip_mac"] = ZipOfMac,
            ["rows_zero"] = () => Files([Ct("rows_zero", 0, 0, 0).With(DicomTag.Rows, (ushort)0)]),
        };

    public static byte[] Zip(Encoding? names, IEnumerable<(string Name, byte[] Content)> entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true, names))
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }

        return stream.ToArray();
    }

    public static byte[] Bytes(DicomDataset dataset)
    {
        using var stream = new MemoryStream();
        new DicomFile(dataset).Save(stream);
        return stream.ToArray();
    }

    private static List<(string Name, byte[] Content)> Files(IEnumerable<DicomDataset> datasets) =>
        [.. datasets.Select((dataset, n) => ($"{n:000}.dcm", Bytes(dataset)))];

    private static byte[] CompressedLabelledNative()
    {
        var dataset = Image("compressed_labelled_native", 0, DicomUID.SecondaryCaptureImageStorage, "OT", 16, 16, new short[256]);
        // One frame of zeros in RLE: two segments, 128 bytes in a run at a time (PS3.5 G.3).
        var frame = new byte[64 + 8];
        frame[0] = 2;
        frame[4] = 64;
        frame[8] = 68;
        for (var at = 64; at < frame.Length; at += 2)
            frame[at] = 129;
        var fragments = new DicomOtherByteFragment(DicomTag.PixelData);
        for (var i = 0; i < 3; i++)
            fragments.Fragments.Add(new MemoryByteBuffer(frame));
        dataset.With(DicomTag.NumberOfFrames, "3").AddOrUpdate(fragments);
        return Replace(Bytes(dataset), "1.2.840.10008.1.2.5\0"u8, "1.2.840.10008.1.2.1\0"u8);
    }

    private static List<(string, byte[])> OneBadInZip()
    {
        var good = Files(Stack("one_bad_in_zip", 4));
        return
        [
            ("z.zip", Zip(null,
            [
                ("1/" + good[0].Name, good[0].Content), ("1/" + good[1].Name, good[1].Content), ("1/bad.dcm", CompressedLabelledNative()),
                ("1/" + good[2].Name, good[2].Content), ("1/" + good[3].Name, good[3].Content),
            ])),
        ];
    }

    private static List<(string, byte[])> TwoPatients()
    {
        return Files([.. Series("first", "Kim^First", "BUG-P1", "M", "1"), .. Series("second", "Lee^Second", "BUG-P2", "F", "2")]);

        static IEnumerable<DicomDataset> Series(string series, string patient, string id, string sex, string number) =>
            Enumerable.Range(0, 3).Select(k => Ct("two_patients_one_study", k, 3 * k, k, series: series)
                .With(DicomTag.PatientName, patient).With(DicomTag.PatientID, id).With(DicomTag.PatientSex, sex)
                .With(DicomTag.SeriesDescription, series).With(DicomTag.SeriesNumber, number));
    }

    private static List<(string, byte[])> FirstFileWithoutNames()
    {
        var stack = Stack("first_file_without_names", 4).ToList();
        foreach (var tag in new[] { DicomTag.PatientName, DicomTag.PatientID, DicomTag.StudyDate, DicomTag.StudyDescription })
            stack[0].With(tag, "");
        return Files(stack);
    }

    private static List<(string, byte[])> PetTinySlopes()
    {
        var pixels = Pixels((row, column) => row is >= 12 and < 20 && column is >= 12 and < 20 ? 32767 : IsMiddle(row, column) ? 20000 : 0);
        return Files(Enumerable.Range(0, 6).Select(k =>
            Image("pet_tiny_slopes", k, DicomUID.PositronEmissionTomographyImageStorage, "PT", Side, Side, pixels)
                .Placed(3 * k)
                .With(DicomTag.RescaleSlope, $"{k + 1}.00000e-08").With(DicomTag.RescaleIntercept, "0").With(DicomTag.Units, "GML")
                .With(DicomTag.WindowCenter, "0.0005").With(DicomTag.WindowWidth, "0.001")));
    }

    private static List<(string, byte[])> Phases() => Files(
        from phase in Enumerable.Range(0, 3)
        from k in Enumerable.Range(0, 5)
        select Ct("phases_in_one_series", phase * 5 + k, 3 * k, 100 * phase + k)
            .With(DicomTag.AcquisitionNumber, $"{phase + 1}").With(DicomTag.TemporalPositionIdentifier, $"{phase + 1}")
            .With(DicomTag.NumberOfTemporalPositions, "3")
            .With(DicomTag.ContentTime, $"1015{phase:00}").With(DicomTag.AcquisitionTime, $"1015{phase:00}"));

    private static List<(string, byte[])> DecimalsOdd()
    {
        (string Spacing, string Position, string Number)[] odd =
        [
            ("0.8\\0.8\0", "-10\\-20\\{0}\0", "{0}\0"), ("0,8\\0,8", "-10,0\\-20,0\\{0},0", "{0}"),
            ("0.80000000000000000001\\0.80000000000000000001", "-10.0000000000000000\\-20\\{0}.00000000000000000001", "{0}"),
            ("0.8\\0.8\\", "-10\\-20\\{0}\\", "{0}"), (" 0.8 \\ 0.8", " -10 \\ -20\\ {0} ", " {0}"),
            (".8\\.8", "-10.\\-20.\\{0}.", "{0}.0"), ("8E-1\\8.0e-01", "-1E+1\\-2e1\\{0}", "{0}"),
        ];
        return
        [
            .. from i in Enumerable.Range(0, odd.Length)
               from k in Enumerable.Range(0, 3)
               let file = Bytes(Ct("decimals_odd", k, 3 * k, k, series: $"d{i}"))
               select ($"d{i}_{k}.dcm", Retext(Retext(Retext(file, DicomTag.PixelSpacing, "DS", odd[i].Spacing),
                   DicomTag.ImagePositionPatient, "DS", odd[i].Position.Replace("{0}", $"{3 * k}", StringComparison.Ordinal)),
                   DicomTag.InstanceNumber, "IS", odd[i].Number.Replace("{0}", $"{k + 1}", StringComparison.Ordinal))),
        ];
    }

    private static List<(string, byte[])> SearchWithBadDecimal()
    {
        var files = Files(Stack("search_with_bad_decimal", 2)
            .Select(dataset => dataset.With(DicomTag.PatientSize, "1.7").With(DicomTag.PatientWeight, "70")));
        files[0] = (
            files[0].Name,
            Retext(Retext(files[0].Content, DicomTag.PixelSpacing, "DS", "0,8\\0,8"), DicomTag.PatientWeight, "DS", "70 kg"));
        return files;
    }

    private static List<(string, byte[])> NmReconTomo() => Files(
    [
        Image("nm_recon_tomo", 0, DicomUID.NuclearMedicineImageStorage, "NM", 16, 16, Pixels((row, _) => 10 * (row / 16), 128, 16))
            .With(DicomTag.NumberOfFrames, "8").With(DicomTag.ImageType, "ORIGINAL", "PRIMARY", "RECON TOMO", "EMISSION")
            .With(DicomTag.PixelSpacing, "4", "4").With(DicomTag.SliceThickness, "4").With(DicomTag.SpacingBetweenSlices, "-4")
            .With(DicomTag.SliceVector, Enumerable.Range(1, 8).Select(n => (ushort)n).ToArray())
            .AddOrUpdate(new DicomSequence(DicomTag.DetectorInformationSequence, new DicomDataset().NotValidated()
                .With(DicomTag.ImagePositionPatient, "-30", "-30", "100")
                .With(DicomTag.ImageOrientationPatient, "1", "0", "0", "0", "1", "0"))),
    ]);

    private static List<(string, byte[])> Concatenation() => Files(Enumerable.Range(0, 2).Select(part =>
        Image("concatenation", part, DicomUID.EnhancedMRImageStorage, "MR", Side, Side,
            Pixels((row, _) => 100 * (3 * part + row / Side), 3 * Side))
            .With(DicomTag.NumberOfFrames, "3").With(DicomTag.InstanceNumber, "1")
            .With(DicomTag.ConcatenationUID, Uid("concatenation", "c"))
            .With(DicomTag.InConcatenationNumber, (ushort)(part + 1)).With(DicomTag.InConcatenationTotalNumber, (ushort)2)
            .With(DicomTag.ConcatenationFrameOffsetNumber, (uint)(3 * part))
            .With(DicomTag.SOPInstanceUID, $"2.25.{(part == 0 ? 9 : 1)}{Uid("concatenation")[5..30]}"))); // the second sorts first

    private static List<(string, byte[])> Ct32Bit() => Files(Enumerable.Range(0, 3).Select(k =>
        Image("ct_32_bit", k, DicomUID.CTImageStorage, "CT", Side, Side, new short[Side * Side]).Placed(3 * k).Rescaled()
            .With(DicomTag.BitsAllocated, (ushort)32).With(DicomTag.BitsStored, (ushort)32).With(DicomTag.HighBit, (ushort)31)
            .AddOrUpdate(new DicomOtherWord(DicomTag.PixelData, new MemoryByteBuffer(
                MemoryMarshal.AsBytes(Enumerable.Repeat(1074 + k, Side * Side).ToArray().AsSpan()).ToArray())))));

    private static List<(string, byte[])> PaddingValue() => Files(Enumerable.Range(0, 3).Select(k =>
        Image("padding_value", k, DicomUID.CTImageStorage, "CT", Side, Side,
            Pixels((row, column) => (row - 16) * (row - 16) + (column - 16) * (column - 16) < 200 ? 1024 + 4 * column : -3024))
            .Placed(3 * k).Rescaled().AddOrUpdate(new DicomSignedShort(DicomTag.PixelPaddingValue, -3024))));

    private static List<(string, byte[])> InversePresentation() => Files(
        new (string Photometric, string? Shape)[]
        {
            ("MONOCHROME1", null), ("MONOCHROME1", "INVERSE"), ("MONOCHROME2", "INVERSE"),
            ("MONOCHROME2", "IDENTITY"), ("MONOCHROME1", "IDENTITY"),
        }.Select((kind, i) =>
        {
            var image = Image(
                "inverse_presentation", i, DicomUID.DigitalXRayImageStorageForPresentation, "DX", Side, Side,
                Pixels((_, column) => 8 * column), $"i{i}")
                .With(DicomTag.PhotometricInterpretation, kind.Photometric)
                .With(DicomTag.WindowCenter, "124").With(DicomTag.WindowWidth, "249");
            return kind.Shape is null ? image : image.With(DicomTag.PresentationLUTShape, kind.Shape);
        }));

    private static List<(string, byte[])> NameWithoutCharset() => Files([Ct("name_euckr_no_charset", 0, 0, 0)
        .Without(DicomTag.SpecificCharacterSet)
        .AddOrUpdate(new DicomPersonName(DicomTag.PatientName, [Encoding.ASCII], new MemoryByteBuffer(Korean.GetBytes("홍^길동 "))))
        .AddOrUpdate(new DicomLongString(DicomTag.StudyDescription, [Encoding.ASCII], new MemoryByteBuffer(Korean.GetBytes("복부 전산화 "))))]);

    private static List<(string, byte[])> HangulNames() => Files(
    [
        Ct("name_hangul_search", 0, 0, 0).With(DicomTag.PatientName, "Hwangbo^Sarang=皇甫^사랑=황보^사랑"),
        Ct("name_hangul_search", 0, 0, 0, study: "b").With(DicomTag.PatientName, "남궁^민수"),
    ]);

    private static List<(string, byte[])> ZipOfMac()
    {
        var files = Files(Stack("zip_mac", 3));
        byte[] doubled = [0, 5, 22, 7, 0, 2, 0, 0, .. "Mac OS X        "u8, .. new byte[80]];
        return
        [
            ("CT.zip", Zip(null,
            [
                .. files.Select(file => ($"CT/{file.Name}", file.Content)),
                .. files.Select(file => ($"__MACOSX/CT/._{file.Name}", doubled)),
                ("CT/.DS_Store", [0, 0, 0, 1, .. "Bud1"u8, .. new byte[60]]),
            ])),
        ];
    }
}
