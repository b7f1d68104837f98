namespace Voxmark.Benchmarks.Harness;

/// <summary>The rows as a Markdown table whose columns line up in a terminal too.</summary>
internal static class Table
{
    private static readonly string[] Head = ["path", "figure", "its limit, same run", "ratio", "budget", ""];

    public static void Write(IReadOnlyList<Row> rows, TextWriter output)
    {
        string[][] lines = [Head, .. rows.Select(Cells)];
        var widths = Enumerable.Range(0, Head.Length).Select(column => lines.Max(line => line[column].Length)).ToArray();
        output.WriteLine();
        output.WriteLine(Line(Head));
        output.WriteLine("|" + string.Join('|', widths.Select(width => new string('-', width + 2))) + "|");
        foreach (var line in lines[1..])
            output.WriteLine(Line(line));

        string Line(string[] cells) => "| " + string.Join(" | ", cells.Select((cell, column) => cell.PadRight(widths[column]))) + " |";
    }

    private static string[] Cells(Row row) => [row.Name, row.Figure, row.Limit, row.Ratio, row.Budget, Word(row.Verdict)];

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Ok => "ok",
        Verdict.Over => "over",
        Verdict.NotMeasured => "not measured",
        Verdict.None => "",
        _ => "failed",
    };
}
