using ClosedXML.Excel;
using Voxmark.Contracts.Quant;

namespace Voxmark.QuantService.Reports;

/// <summary>One row per slice × segment that occurs on it.</summary>
internal static class SlicesSheet
{
    public static void Add(IXLWorkbook workbook, QuantResult result)
    {
        var segments = result.Segments.ToDictionary(s => s.Number);
        TidyTable.Add<SliceMeasure>(
            workbook, "Slices",
            [
                .. Identity.Columns<SliceMeasure>(result),
                Column<SliceMeasure>.Number("Slice (0 = feet)", m => m.Slice),
                Column<SliceMeasure>.Number("Im (1 = head)", m => result.SliceCount - m.Slice),
                Column<SliceMeasure>.Number("z (mm, LPS)", m => m.LocationMm, "0.00"),
                Column<SliceMeasure>.Number("Segment", m => m.SegmentNumber),
                Column<SliceMeasure>.Text("Key", 20, m => segments[m.SegmentNumber].Key),
                Column<SliceMeasure>.Text("Name", 24, m => segments[m.SegmentNumber].Name),
                Column<SliceMeasure>.Number("Pixels", m => m.PixelCount),
                Column<SliceMeasure>.Number("Area (cm²)", m => m.AreaCm2, "0.00"),
                Column<SliceMeasure>.Number("Mean (HU)", m => m.MeanHu, "0.0"),
                Column<SliceMeasure>.Number("SD (HU)", m => m.SdHu, "0.0"),
                Column<SliceMeasure>.Number("Min (HU)", m => m.MinHu),
                Column<SliceMeasure>.Number("Max (HU)", m => m.MaxHu),
                Column<SliceMeasure>.Number("Median (HU)", m => m.MedianHu, "0.0"),
            ],
            result.Slices);
    }
}
