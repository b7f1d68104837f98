namespace Voxmark.Benchmarks.Harness;

/// <summary>One path through the system that has a budget. A new one is a class in a file of its own, found by itself.</summary>
internal abstract class Benchmark
{
    /// <summary>What it is asked for by: <c>./bench.sh NAME</c>; kebab-case.</summary>
    public abstract string Name { get; }

    /// <summary>What is measured, from where to where, in a line.</summary>
    public abstract string Summary { get; }

    /// <summary>Measures the path and its limits in the same run, alternating where a machine's mood would tell.</summary>
    public abstract IAsyncEnumerable<Row> RunAsync(Bench bench);

    /// <summary>Every benchmark, by name.</summary>
    public static IReadOnlyList<Benchmark> All() =>
    [
        .. typeof(Benchmark).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Benchmark)) && !type.IsAbstract)
            .Select(type => (Benchmark)Activator.CreateInstance(type)!)
            .OrderBy(benchmark => benchmark.Name, StringComparer.Ordinal),
    ];
}
