using ClosedXML.Excel;
using Voxmark.Contracts.Quant;

namespace Voxmark.QuantService.Reports;

/// <summary>One row per segment: over all labelled slices, and at the reference slice.</summary>
internal static class SegmentsSheet
{
    public static void Add(IXLWorkbook workbook, QuantResult result) => TidyTable.Add<SegmentMeasure>(
        workbook, "Segments",
        [
            .. Identity.Columns<SegmentMeasure>(result),
            Column<SegmentMeasure>.Number("Segment", s => s.Number),
            Column<SegmentMeasure>.Text("Key", 20, s => s.Key),
            Column<SegmentMeasure>.Text("Name", 24, s => s.Name),
            Column<SegmentMeasure>.Number("Slices", s => s.SliceCount),
            Column<SegmentMeasure>.Number("Voxels", s => s.VoxelCount),
            Column<SegmentMeasure>.Number("Volume (cm³)", s => s.VolumeCm3, "0.00"),
            Column<SegmentMeasure>.Number("Mean (HU)", s => s.MeanHu, "0.0"),
            Column<SegmentMeasure>.Number("SD (HU)", s => s.SdHu, "0.0"),
            Column<SegmentMeasure>.Number("Min (HU)", s => s.MinHu),
            Column<SegmentMeasure>.Number("Max (HU)", s => s.MaxHu),
            Column<SegmentMeasure>.Number("Reference slice", _ => result.ReferenceSlice),
            Column<SegmentMeasure>.Number("Pixels at reference", s => s.ReferencePixelCount),
            Column<SegmentMeasure>.Number("Area at reference (cm²)", s => s.ReferenceAreaCm2, "0.00"),
            Column<SegmentMeasure>.Number("Mean at reference (HU)", s => s.ReferenceMeanHu, "0.0"),
            Column<SegmentMeasure>.Number("SD at reference (HU)", s => s.ReferenceSdHu, "0.0"),
        ],
        result.Segments);
}
