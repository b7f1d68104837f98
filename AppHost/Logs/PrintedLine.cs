using System.Globalization;
using System.Text.RegularExpressions;

namespace Voxmark.AppHost.Logs;

/// <summary>A line as the orchestrator hands it on: with the time it was printed at, and the colours meant for a terminal.</summary>
internal static partial class PrintedLine
{
    /// <param name="otherwise">The time of a line without one.</param>
    /// <returns>Local time, and what the program printed.</returns>
    public static (DateTime At, string Text) Parse(string content, DateTime otherwise)
    {
        var text = Colours().Replace(content, "");
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        return end > 0 && text[end - 1] == 'Z' && DateTime.TryParse(
            text.AsSpan(0, end), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at)
            ? (at.ToLocalTime(), text[(end + 1)..]) : (otherwise, text);
    }

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Colours();
}
