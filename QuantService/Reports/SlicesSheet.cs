using ClosedXML.Excel;
using Voxmark.Contracts.Quant;

namespace Voxmark.QuantService.Reports;

/// <summary>One row per slice × segment that occurs on it.</summary>
internal static class SlicesSheet
{
    public static void Add(IXLWorkbook workbook, QuantResult result, Patient patient)
    {
        var segments = result.Segments.ToDictionary(s => s.Number);
        string In(string heading) => Headings.In(heading, result.Unit);
        ValueStatistics? Of(ValueStatistics? values) => values?.Unit == result.Unit ? values : null; // the headings' unit, or no number
        TidyTable.Add<SliceMeasure>(
            workbook, "Slices",
            [
                .. Identity.Columns<SliceMeasure>(result, patient),
                Column<SliceMeasure>.Number("Slice (0 = feet)", m => m.Slice),
                Column<SliceMeasure>.Number("Im (1 = head)", m => result.SliceCount - m.Slice),
                Column<SliceMeasure>.Number($"{result.Axis} (mm, LPS)", m => m.LocationMm, "0.00"),
                Column<SliceMeasure>.Number("Segment", m => m.SegmentNumber),
                Column<SliceMeasure>.Text("Key", 20, m => segments[m.SegmentNumber].Key),
                Column<SliceMeasure>.Text("Name", 24, m => segments[m.SegmentNumber].Name),
                Column<SliceMeasure>.Number("Pixels", m => m.PixelCount),
                Column<SliceMeasure>.Number("Area (cm²)", m => m.AreaCm2, "0.00"),
                Column<SliceMeasure>.Number(In("Mean"), m => Of(m.Values)?.Mean, "0.0"),
                Column<SliceMeasure>.Number(In("SD"), m => Of(m.Values)?.Sd, "0.0"),
                Column<SliceMeasure>.Number(In("Min"), m => Of(m.Values)?.Min),
                Column<SliceMeasure>.Number(In("Max"), m => Of(m.Values)?.Max),
                Column<SliceMeasure>.Number(In("Median"), m => Of(m.Values)?.Median, "0.0"),
                Column<SliceMeasure>.Number("Outside its range", m => m.OutsideRange, "0.0%"),
            ],
            result.Slices);
    }
}
