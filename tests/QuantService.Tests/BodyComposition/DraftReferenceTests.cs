using System.IO.Compression;
using System.Text.Json;
using FellowOakDicom;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.QuantService.BodyComposition;
using Voxmark.Tests;

namespace Voxmark.QuantService.Tests.BodyComposition;

/// <summary>
/// Labels of real L3 slices, drawn and counted by other software (<c>l3.json</c>: one decimal), measured here with the
/// pixel spacing of their own images.
/// </summary>
public sealed class DraftReferenceTests
{
    private const int NiftiHeaderBytes = 352; // NIfTI-1 without extensions

    private static readonly string[] Tissues = ["SM", "SAT", "VAT", "IMAT"];

    [SharedDataTheory]
    [InlineData("crlm1004", "ct_crlm1004/dicom")]
    [InlineData("acrin001", "ct_acrin001/dicom")]
    [InlineData("totalseg", "ct_totalseg/derived_dicom")]
    public void MeasureSegments_OfAReferenceLabel_GivesItsDocumentedAreas(string reference, string images)
    {
        var spacingMm = PixelSpacingOf(images);
        var (rows, columns, labels) = LabelledSliceOf(reference);
        var measurer = new LabelMeasurer(
            [.. Tissues.Select((key, i) => new Segment(i + 1, key, key, "#000000", null, null, null, false, true))],
            new MeasureUnits(null, 1, 0));

        measurer.Add(
            0, new SliceFacts(null, spacingMm[0] * spacingMm[1], null, "HU"), new short[rows * columns],
            Mask.Encode(labels, rows, columns));

        var documented = DocumentedAreasOf(reference);
        Assert.All(measurer.MeasureSegments(0), segment => Assert.Equal(documented[segment.Key], segment.ReferenceAreaCm2!.Value, 0.0501));
    }

    private static double[] PixelSpacingOf(string images) =>
        DicomFile.Open(Directory.EnumerateFiles(SharedData.PathOf(images), "*.dcm").First())
            .Dataset.GetValues<double>(DicomTag.PixelSpacing);

    /// <summary>The only slice of the file that carries labels, in whichever in-plane direction it is stored: areas do not mind.</summary>
    private static (int Rows, int Columns, byte[] Labels) LabelledSliceOf(string reference)
    {
        using var file = new GZipStream(
            File.OpenRead(SharedData.PathOf("l3_draft_reference", reference, "l3_labels.nii.gz")), CompressionMode.Decompress);
        using var nifti = new MemoryStream();
        file.CopyTo(nifti);
        var bytes = nifti.ToArray();
        var (columns, rows) = (BitConverter.ToInt16(bytes, 42), BitConverter.ToInt16(bytes, 44)); // dim[1], dim[2]
        var slice = bytes[NiftiHeaderBytes..].Chunk(rows * columns).Single(chunk => chunk.AsSpan().ContainsAnyExcept((byte)0));
        return (rows, columns, slice);
    }

    private static Dictionary<string, double> DocumentedAreasOf(string reference)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf("l3_draft_reference", reference, "l3.json")));
        return json.RootElement.GetProperty("areas_cm2").Deserialize<Dictionary<string, double>>()!;
    }
}
