using System.Text.RegularExpressions;

namespace Voxmark.Architecture.Tests;

/// <summary>
/// Connections go back to the pool as they are (DatabaseRegistration, NoResetOnClose): whatever a session keeps, a setting,
/// a temporary table, a lock, would be there for the next person who gets it.
/// </summary>
public sealed partial class DatabaseSessionsTests
{
    private static readonly string[] Folders =
        ["ServiceDefaults", "Gateway", "IngestService", "LabelingService", "InferenceService", "QuantService", "WebUi"];

    [Fact]
    public void Sources_LeaveNothingBehindInASession() =>
        Assert.Empty(
            from folder in Folders
            from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            where !file.Contains("node_modules", StringComparison.Ordinal)
            from Match match in SessionState().Matches(File.ReadAllText(file))
            select $"{Path.GetRelativePath(Repository.Root, file)}: {match.Value.Trim()}");

    [Theory]
    [InlineData("\"SET statement_timeout = 5000\"", true)]
    [InlineData("\"SELECT 1; SET ROLE voxmark_ingest\"", true)]
    [InlineData("\"CREATE TEMPORARY TABLE wanted (id uuid)\"", true)]
    [InlineData("\"SELECT pg_advisory_lock(7)\"", true)]
    [InlineData("\"LISTEN changes\"", true)]
    [InlineData("\"SELECT set_config('work_mem', '1GB', false)\"", true)]
    [InlineData("\"SELECT pg_advisory_xact_lock(7)\"", false)]
    [InlineData("\"SET LOCAL work_mem = '1GB'\"", false)]
    [InlineData("\"UPDATE quant.outbox\\n SET \\\"Type\\\" = 'x'\"", false)]
    [InlineData("\"ALTER ROLE kim SET search_path = quant\"", false)]
    public void SessionState_IsRecognised(string source, bool isLeftBehind) =>
        Assert.Equal(isLeftBehind, SessionState().IsMatch(source));

    /// <summary>A statement that begins with SET, of what is no column; what lasts for the transaction only is fine.</summary>
    [GeneratedRegex(
        """(?:["\n;]\s*SET\s+(?!LOCAL\b)[A-Za-z_]+\s|CREATE\s+TEMP|\bpg_(?:try_)?advisory_lock\b"""
        + """|["\n;]\s*LISTEN\s|\bset_config\()""")]
    private static partial Regex SessionState();
}
