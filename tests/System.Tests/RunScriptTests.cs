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
            (await other.Client.GetAsync("/health/ready")).EnsureSuccessStatusCode();

            await system.KillAsync();
            await system.StartAsync(); // at once: what the killed host had started may still be ending

            Assert.Equal(atFirst, await SeriesAsync(system));
            Assert.Single(Password().Matches(system.Output)); // of two starts

            await system.KillAsync();
            await NothingLeftAsync(system);
        }
        finally
        {
            await system.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("--port")]
    [InlineData("--dimse-port")]
    public async Task Run_OnAPortInUse_SaysWhichAndEnds(string option)
    {
        var taken = option == "--port" ? other.Address.Port : other.DimsePort;
        var free = option == "--port" ? "--dimse-port" : "--port";

        var said = await RefusalAsync("--data", _folder.FullName, option, $"{taken}", free, $"{RunningSystem.FreePort()}");

        Assert.Contains($"Port {taken}", said, StringComparison.Ordinal);
        Assert.Contains("is in use by another program", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OnADataFolderInUse_SaysSoAndEnds()
    {
        var said = await RefusalAsync(
            "--data", other.DataFolder, "--port", $"{RunningSystem.FreePort()}", "--dimse-port", $"{RunningSystem.FreePort()}");

        Assert.Contains(other.DataFolder, said, StringComparison.Ordinal);
        Assert.Contains("is in use by another running instance", said, StringComparison.Ordinal);
    }

    /// <returns>What run.sh says when it does not start.</returns>
    private static async Task<string> RefusalAsync(params string[] options)
    {
        var start = new ProcessStartInfo(Path.Combine(RunningSystem.Repository, "run.sh"), ["--no-build", .. options])
        {
            RedirectStandardError = true,
        };
        using var run = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var said = await run.StandardError.ReadToEndAsync(patience.Token);
        await run.WaitForExitAsync(patience.Token);
        Assert.Equal(1, run.ExitCode);
        return said;
    }

    private static async Task<List<SeriesSummary>> SeriesAsync(RunningSystem system) =>
        [.. (await system.Client.GetAsync<StudyPage>("/api/studies")).Studies.SelectMany(study => study.Series)
            .OrderBy(series => series.SeriesInstanceUid, StringComparer.Ordinal)];

    private static async Task NothingLeftAsync(RunningSystem system)
    {
        for (var deadline = DateTime.UtcNow + Patience; system.Processes().Count > 0; await Task.Delay(50))
            Assert.True(DateTime.UtcNow < deadline, "Left behind: " + string.Join('\n', system.Processes()));
    }

    [GeneratedRegex(@"First administrator: admin, password \S{20}")]
    private static partial Regex Password();
}
