using System.Runtime.InteropServices;
using Voxmark.Benchmarks.Harness;

var all = Benchmark.All();
if (args is ["--list"])
{
    foreach (var benchmark in all)
        Console.WriteLine($"{benchmark.Name,-18}{benchmark.Summary}");
    return 0;
}

if (args.FirstOrDefault(name => all.All(benchmark => benchmark.Name != name)) is { } unknown)
{
    Console.Error.WriteLine($"No benchmark is called '{unknown}'. ./bench.sh --list names them.");
    return 2;
}

await using var bench = new Bench();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
var rows = new List<Row>();
foreach (var benchmark in all.Where(benchmark => args.Length == 0 || args.Contains(benchmark.Name)))
{
    Console.Error.WriteLine($"{benchmark.Name}: {benchmark.Summary} …");
    try
    {
        await foreach (var row in benchmark.RunAsync(bench))
            rows.Add(row);
    }
    catch (Exception exception)
    {
        // One row that fails must not cost the others; the table says so and the exit code too.
        Console.Error.WriteLine(exception);
        rows.Add(Row.Failed(benchmark.Name, exception.Message.Split('\n')[0]));
    }
}

Table.Write(rows, Console.Out);
return rows.Any(row => row.Verdict is Verdict.Failed) ? 1 : 0;

// The system that was started for this is stopped with it.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    bench.DisposeAsync().AsTask().GetAwaiter().GetResult();
    Environment.Exit(128 + (signal.Signal == PosixSignal.SIGINT ? 2 : 15));
}
