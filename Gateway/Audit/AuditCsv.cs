using System.Globalization;
using System.Text;
using Voxmark.Contracts.Access;

namespace Voxmark.Gateway.Audit;

/// <summary>The audit trail for a spreadsheet: RFC 4180, UTF-8 with a byte order mark, times in UTC.</summary>
internal static class AuditCsv
{
    private const string Head =
        "at,user,name,via,source,action,studyInstanceUid,seriesInstanceUid,sopInstanceUid,subject,slices,count,status\r\n";

    public static async Task WriteAsync(Stream stream, IAsyncEnumerable<AuditRow> rows, CancellationToken ct)
    {
        await using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await text.WriteAsync(Head);
        await foreach (var row in rows.WithCancellation(ct))
            await text.WriteAsync(Line(row));
    }

    internal static string Line(AuditRow row) => string.Join(',', new[]
    {
        row.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), row.UserName, row.Person?.Name, row.Via, row.Source,
        row.Action, row.StudyInstanceUid, row.SeriesInstanceUid, row.SopInstanceUid, row.Subject, row.Slices,
        row.Count.ToString(CultureInfo.InvariantCulture), row.Status.ToString(CultureInfo.InvariantCulture),
    }.Select(Field)) + "\r\n";

    /// <summary>A spreadsheet would take what begins with one of these for a formula.</summary>
    private static string Field(string? value)
    {
        value ??= "";
        if (value.Length > 0 && "=+-@\t\r".Contains(value[0], StringComparison.Ordinal))
            value = $"'{value}";
        return value.AsSpan().ContainsAny("\",\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
    }
}
