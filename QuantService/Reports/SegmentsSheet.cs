using ClosedXML.Excel;
using Voxmark.Contracts.Quant;

namespace Voxmark.QuantService.Reports;

/// <summary>One row per segment: over all labelled slices, and at the reference slice.</summary>
internal static class SegmentsSheet
{
    public static void Add(IXLWorkbook workbook, QuantResult result, Patient patient)
    {
        string In(string heading) => Headings.In(heading, result.Unit);
        ValueStatistics? Of(ValueStatistics? values) => values?.Unit == result.Unit ? values : null; // the headings' unit, or no number
        TidyTable.Add<SegmentMeasure>(
            workbook, "Segments",
            [
                .. Identity.Columns<SegmentMeasure>(result, patient),
                Column<SegmentMeasure>.Number("Segment", s => s.Number),
                Column<SegmentMeasure>.Text("Key", 20, s => s.Key),
                Column<SegmentMeasure>.Text("Name", 24, s => s.Name),
                Column<SegmentMeasure>.Text("Code", 28, s => s.Code),
                Column<SegmentMeasure>.Number("Slices", s => s.SliceCount),
                Column<SegmentMeasure>.Number("Voxels", s => s.VoxelCount),
                Column<SegmentMeasure>.Number("Volume (cm³)", s => s.VolumeCm3, "0.00"),
                Column<SegmentMeasure>.Number(In("Mean"), s => Of(s.Values)?.Mean, "0.0"),
                Column<SegmentMeasure>.Number(In("SD"), s => Of(s.Values)?.Sd, "0.0"),
                Column<SegmentMeasure>.Number(In("Min"), s => Of(s.Values)?.Min),
                Column<SegmentMeasure>.Number(In("Max"), s => Of(s.Values)?.Max),
                Column<SegmentMeasure>.Number("Outside its range", s => s.OutsideRange, "0.0%"),
                Column<SegmentMeasure>.Number("Padding voxels", s => s.PaddingCount),
                Column<SegmentMeasure>.Number("Reference slice", _ => result.ReferenceSlice),
                Column<SegmentMeasure>.Number("Pixels at reference", s => s.ReferencePixelCount),
                Column<SegmentMeasure>.Number("Area at reference (cm²)", s => s.ReferenceAreaCm2, "0.00"),
                Column<SegmentMeasure>.Number(In("Mean at reference"), s => Of(s.ReferenceValues)?.Mean, "0.0"),
                Column<SegmentMeasure>.Number(In("SD at reference"), s => Of(s.ReferenceValues)?.Sd, "0.0"),
                Column<SegmentMeasure>.Number("Outside its range at reference", s => s.ReferenceOutsideRange, "0.0%"),
            ],
            result.Segments);
    }
}
