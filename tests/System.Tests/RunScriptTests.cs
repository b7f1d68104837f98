using System.Diagnostics;
using System.Text.RegularExpressions;
using Voxmark.Contracts.Ingest;

namespace Voxmark.SystemTests;

/// <summary>run.sh as somebody types it, beside the system that the other tests use.</summary>
[Collection(RunningSystemGroup.Name)]
public sealed partial class RunScriptTests(RunningSystem other) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("voxmark-run-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Run_KilledAndStartedAgain_LeavesNothingRunningAndKeepsAll()
    {
        var system = new RunningSystem
        {
            AttachedTo = null, AdminPassword = "", Options = ["--demo"], DataFolder = _folder.CreateSubdirectory("data of mine").FullName,
        };
        await system.InitializeAsync();
        try
        {
            var atFirst = await SeriesAsync(system);
            Assert.Equal([1, 17, 72, 90], atFirst.Select(series => series.ImageCount).Order()); // as DemoCatalogue says
            Assert.All(atFirst, series => Assert.Equal(SeriesState.Ready, series.State));
            Assert.Contains("<html", await system.Client.GetStringAsync(StatusPage().Match(system.Output).Groups[1].Value), StringComparison.Ordinal);
            (await other.Client.GetAsync("/health/ready")).EnsureSuccessStatusCode();

            await system.KillAsync();
            await NothingLeftAsync(system);

            await system.StartAsync();
            Assert.Equal(atFirst, await SeriesAsync(system));
            Assert.Single(Password().Matches(system.Output)); // of two starts
        }
        finally
        {
            await system.DisposeAsync();
        }

        Assert.Empty(system.Processes());
    }

    [Fact]
    public async Task Run_OnAPortInUse_SaysWhichAndEnds()
    {
        var start = new ProcessStartInfo(
            Path.Combine(RunningSystem.Repository, "run.sh"), ["--no-build", "--port", $"{other.Address.Port}", "--data", _folder.FullName])
        {
            RedirectStandardError = true,
        };
        using var run = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);

        var said = await run.StandardError.ReadToEndAsync(patience.Token);
        await run.WaitForExitAsync(patience.Token);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"Port {other.Address.Port}", said, StringComparison.Ordinal);
        Assert.Contains("is in use by another program", said, StringComparison.Ordinal);
    }

    private static async Task<List<SeriesSummary>> SeriesAsync(RunningSystem system) =>
        [.. (await system.Client.GetAsync<StudyPage>("/api/studies")).Studies.SelectMany(study => study.Series)
            .OrderBy(series => series.SeriesInstanceUid, StringComparer.Ordinal)];

    private static async Task NothingLeftAsync(RunningSystem system)
    {
        for (var deadline = DateTime.UtcNow + Patience; system.Processes().Count > 0; await Task.Delay(50))
            Assert.True(DateTime.UtcNow < deadline, "Left behind: " + string.Join('\n', system.Processes()));
    }

    [GeneratedRegex(@"Status page: (http://localhost:\d+)")]
    private static partial Regex StatusPage();

    [GeneratedRegex(@"First administrator: admin, password \S{20}")]
    private static partial Regex Password();
}
