using System.Globalization;
using System.Text.RegularExpressions;
using ClosedXML.Excel;
using Voxmark.Contracts.Quant;

namespace Voxmark.QuantService.Reports;

/// <summary>Whose result it is; null where the study is gone or does not say.</summary>
internal sealed record Patient(string? Id, string? Name);

/// <summary>
/// A result as an Excel workbook. "Summary" is for reading; "Segments" and "Slices" are tidy (one row per observation,
/// full precision, units in the headings, identifiers in every row, so that rows of many workbooks can be stacked);
/// "Provenance" says how the numbers came about.
/// </summary>
internal static partial class QuantWorkbook
{
    /// <param name="zone">The hospital's: times are written as its clocks show them.</param>
    public static byte[] Write(QuantResult result, Patient patient, TimeZoneInfo zone)
    {
        using var workbook = new XLWorkbook();
        workbook.Properties.Author = "Voxmark";
        workbook.Properties.Title = "Voxmark measurement";
        SummarySheet.Add(workbook, result, patient, zone);
        SegmentsSheet.Add(workbook, result, patient);
        SlicesSheet.Add(workbook, result, patient);
        ProvenanceSheet.Add(workbook, result, zone);

        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        PackageText.Mend(stream);
        return stream.ToArray();
    }

    /// <summary>
    /// The level, the day of the measurement as the hospital counts days, and enough of the id to tell two apart. Nothing
    /// of the patient: files are mailed, and their names end up in logs. A level is free text, so only a vertebra is named.
    /// </summary>
    public static string FileNameOf(QuantResult result, TimeZoneInfo zone)
    {
        var level = result.Level is { } text && Vertebra().IsMatch(text.Trim()) ? $"{text.Trim().ToUpperInvariant()}-" : "";
        var day = Local(result.Provenance.MeasuredAt, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"voxmark-{level}{day}-{result.Id.ToString("N")[^8..]}.xlsx";
    }

    /// <summary>With the distance to UTC, so that a sheet that travels stays unambiguous.</summary>
    public static string TimeOf(DateTimeOffset at, TimeZoneInfo zone) =>
        Local(at, zone).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    private static DateTimeOffset Local(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone);

    [GeneratedRegex(@"\A(C[1-7]|T([1-9]|1[0-3])|L[1-6]|S[1-5])\z", RegexOptions.IgnoreCase)]
    private static partial Regex Vertebra();
}
