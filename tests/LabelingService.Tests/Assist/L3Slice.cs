using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using FellowOakDicom;
using FellowOakDicom.Imaging.Codec;
using Voxmark.Tests;

namespace Voxmark.LabelingService.Tests.Assist;

/// <summary>
/// The L3 slice of a shared CT with its draft reference: semi-automatic, not an expert's, so it says whether contours
/// agree and not how accurate anything is.
/// </summary>
/// <param name="Voxels">HU, [Rows, Columns].</param>
/// <param name="Labels">1 muscle, 2 subcutaneous, 3 visceral, 4 intermuscular fat.</param>
internal sealed record L3Slice(int Rows, int Columns, double PixelMm, short[] Voxels, byte[] Labels)
{
    public static L3Slice Load(string subject)
    {
        using var description = JsonDocument.Parse(
            File.ReadAllText(SharedData.PathOf("l3_draft_reference", subject, "l3.json")));
        var uid = description.RootElement.GetProperty("slice_sop_instance_uid").GetString();
        var slice = description.RootElement.GetProperty("slice_index_from_feet").GetInt32();
        var dataset = Directory.EnumerateFiles(SharedData.PathOf($"ct_{subject}", "dicom"))
            .Select(path => DicomFile.Open(path).Dataset)
            .First(file => file.GetSingleValue<string>(DicomTag.SOPInstanceUID) == uid);

        var syntax = dataset.InternalTransferSyntax;
        var stored = new DicomTranscoder(syntax, DicomTransferSyntax.ExplicitVRLittleEndian).DecodeFrame(dataset, 0).Data;
        var slope = dataset.GetSingleValue<double>(DicomTag.RescaleSlope);
        var intercept = dataset.GetSingleValue<double>(DicomTag.RescaleIntercept);
        var voxels = MemoryMarshal.Cast<byte, short>(stored).ToArray();
        for (var i = 0; i < voxels.Length; i++)
            voxels[i] = (short)Math.Round(voxels[i] * slope + intercept);

        var (rows, columns) = (dataset.GetSingleValue<ushort>(DicomTag.Rows), dataset.GetSingleValue<ushort>(DicomTag.Columns));
        return new(rows, columns, dataset.GetValue<double>(DicomTag.PixelSpacing, 0), voxels, ReadLabels(subject, slice, rows * columns));
    }

    /// <summary>The pixels of one label inside a box: how a muscle is told from the rest of its tissue.</summary>
    public byte[] Part(byte label, int left, int top, int width, int height) =>
        [.. Labels.Select((value, i) => (byte)(value == label
            && i % Columns >= left && i % Columns < left + width && i / Columns >= top && i / Columns < top + height ? 1 : 0))];

    private static byte[] ReadLabels(string subject, int slice, int pixels)
    {
        using var gzip = new GZipStream(
            File.OpenRead(SharedData.PathOf("l3_draft_reference", subject, "l3_labels.nii.gz")), CompressionMode.Decompress);
        var file = new MemoryStream();
        gzip.CopyTo(file);
        var start = (int)BitConverter.ToSingle(file.GetBuffer(), 108); // vox_offset
        return file.GetBuffer()[(start + slice * pixels)..(start + (slice + 1) * pixels)];
    }
}
