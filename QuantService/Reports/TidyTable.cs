using ClosedXML.Excel;

namespace Voxmark.QuantService.Reports;

/// <param name="Heading">With the unit.</param>
/// <param name="Width">In characters, as Excel counts.</param>
/// <param name="IsNumber">Its heading stands over the numbers, at the right.</param>
internal sealed record Column<TRow>(string Heading, double Width, Action<IXLCell, TRow> Fill, bool IsNumber = false)
{
    public static Column<TRow> Text(string heading, double width, Func<TRow, string?> value) =>
        new(heading, width, (cell, row) => cell.Put(value(row)));

    public static Column<TRow> Number(string heading, Func<TRow, double?> value, string format = "0") =>
        new(heading, Math.Max(10, heading.Length + 2), (cell, row) => cell.Put(value(row), format), IsNumber: true);
}

/// <summary>A sheet with one heading row, kept in view, and one row per observation.</summary>
internal static class TidyTable
{
    public static void Add<TRow>(
        IXLWorkbook workbook, string name, IReadOnlyList<Column<TRow>> columns, IReadOnlyList<TRow> rows)
    {
        var sheet = workbook.AddWorksheet(name);
        for (var c = 0; c < columns.Count; c++)
        {
            sheet.Column(c + 1).Width = columns[c].Width;
            sheet.Cell(1, c + 1).SetValue(columns[c].Heading);
            if (columns[c].IsNumber)
                sheet.Cell(1, c + 1).Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Right;
            for (var r = 0; r < rows.Count; r++)
                columns[c].Fill(sheet.Cell(r + 2, c + 1), rows[r]);
        }

        Headings.Style(sheet.Range(1, 1, 1, columns.Count));
        sheet.SheetView.FreezeRows(1);
        sheet.Range(1, 1, rows.Count + 1, columns.Count).SetAutoFilter();
        sheet.PageSetup.PageOrientation = XLPageOrientation.Landscape;
        sheet.PageSetup.FitToPages(1, 0);
        sheet.PageSetup.SetRowsToRepeatAtTop(1, 1);
    }
}

/// <summary>Headings are formatted cell by cell: LibreOffice draws no table styles.</summary>
internal static class Headings
{
    /// <summary>With the unit that the numbers have; without one, they have none.</summary>
    public static string In(string heading, string unit) => unit.Length == 0 ? heading : $"{heading} ({unit})";

    public static void Style(IXLRange range)
    {
        range.Style.Font.Bold = true;
        range.Style.Fill.BackgroundColor = XLColor.FromHtml("#e8edf2");
        range.Style.Border.BottomBorder = XLBorderStyleValues.Thin;
        range.Style.Alignment.WrapText = false;
    }
}
