using ClosedXML.Excel;
using Voxmark.Contracts.Quant;

namespace Voxmark.QuantService.Reports;

/// <summary>
/// A result as an Excel workbook. "Summary" is for reading; "Segments" and "Slices" are tidy (one row per observation,
/// full precision, units in the headings, identifiers in every row, so that rows of many workbooks can be stacked);
/// "Provenance" says how the numbers came about.
/// </summary>
internal static class QuantWorkbook
{
    public static byte[] Write(QuantResult result)
    {
        using var workbook = new XLWorkbook();
        workbook.Properties.Author = "Voxmark";
        workbook.Properties.Title = "Voxmark measurement";
        SummarySheet.Add(workbook, result);
        SegmentsSheet.Add(workbook, result);
        SlicesSheet.Add(workbook, result);
        ProvenanceSheet.Add(workbook, result);

        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        return stream.ToArray();
    }
}
