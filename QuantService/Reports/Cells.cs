using ClosedXML.Excel;

namespace Voxmark.QuantService.Reports;

/// <summary>How values become cells: text stays text whatever it looks like, numbers are numbers, null is an empty cell.</summary>
internal static class Cells
{
    /// <summary>Never parsed: a patient ID keeps its leading zeros, and a name that starts with "=" is no formula.</summary>
    public static void Put(this IXLCell cell, string? text)
    {
        cell.Style.NumberFormat.Format = "@";
        if (text is not null)
            cell.SetValue(text);
    }

    /// <param name="format">How the number is shown; the cell holds all its digits.</param>
    public static void Put(this IXLCell cell, double? number, string format)
    {
        cell.Style.NumberFormat.Format = format;
        if (number is { } value)
            cell.SetValue(value);
    }
}
