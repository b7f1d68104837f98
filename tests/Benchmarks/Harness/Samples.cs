using System.Diagnostics;

namespace Voxmark.Benchmarks.Harness;

/// <summary>Times of one thing done many times, ms.</summary>
internal sealed class Samples
{
    private readonly List<double> _ms = [];

    public double Median => Quantile(0.5);

    public double P95 => Quantile(0.95);

    public void Add(double ms) => _ms.Add(ms);

    public void Add(Action what)
    {
        var start = Stopwatch.GetTimestamp();
        what();
        Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    public async Task AddAsync(Func<Task> what)
    {
        var start = Stopwatch.GetTimestamp();
        await what();
        Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>Measures two things in turn, after a warm-up of both, so that a slow moment of the machine meets both.</summary>
    public static async Task<(Samples First, Samples Second)> TakeAsync(int count, Func<Task> first, Func<Task> second, int warmUps = 3)
    {
        var (a, b) = (new Samples(), new Samples());
        for (var n = -warmUps; n < count; n++)
        {
            if (n < 0)
            {
                await first();
                await second();
                continue;
            }

            await a.AddAsync(first);
            await b.AddAsync(second);
        }

        return (a, b);
    }

    /// <summary>Nearest rank.</summary>
    private double Quantile(double share)
    {
        var sorted = _ms.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
