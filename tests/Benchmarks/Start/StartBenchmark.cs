using System.Diagnostics;
using System.Globalization;
using Voxmark.Benchmarks.Harness;
using Voxmark.SystemTests;

namespace Voxmark.Benchmarks.Start;

internal sealed class StartBenchmark : Benchmark
{
    /// <summary>What a start leaves to be done has been done by then.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(8);

    public override string Name => "start";

    public override string Summary => "./run.sh --no-build until it says that it is ready, on a new data folder and on the same again";

    public override async IAsyncEnumerable<Row> RunAsync(Bench bench)
    {
        if (Environment.GetEnvironmentVariable("VOXMARK_TEST_URL") is not null)
        {
            yield return Row.NotMeasured(Name, "–", "–", "needs a start of its own");
            yield break;
        }

        var system = new RunningSystem();
        try
        {
            var first = await MsAsync(system.InitializeAsync);
            var stop = await MsAsync(() => system.StopAsync());
            var again = await MsAsync(system.StartAsync);
            await Task.Delay(Rest);
            var processes = system.Processes();

            yield return Row.TimeBeside(Name, first, "new data folder", "the same again", again);
            yield return Row.TimeBeside(Name, stop, "stop", "ready again", again);
            yield return Row.Plain(
                Name, $"{Row.Number(processes.Sum(process => PssMb(process.Id)))} MB in {processes.Count} processes, at rest");
        }
        finally
        {
            await system.DisposeAsync();
        }
    }

    private static async Task<double> MsAsync(Func<Task> act)
    {
        var start = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Proportional set size: what several processes share counts once for all of them together.</summary>
    private static double PssMb(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/smaps_rollup").First(line => line.StartsWith("Pss:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return 0; // it has just ended
        }
    }
}
