using System.Globalization;

namespace Voxmark.Benchmarks.Harness;

internal enum Verdict
{
    Ok,
    Over,

    /// <summary>What it is compared with is not installed here.</summary>
    NotMeasured,

    /// <summary>There is no budget for it.</summary>
    None,
    Failed,
}

/// <summary>A line of the table.</summary>
internal sealed record Row(string Name, string Figure, string Limit, string Ratio, string Budget, Verdict Verdict)
{
    /// <summary>A time that must not exceed a multiple of its limit, and some more.</summary>
    /// <param name="figure">What the time is, for example "median".</param>
    public static Row Within(string name, string figure, double ms, string limit, double limitMs, double times, double plusMs = 0) => new(
        name, $"{Ms(ms)} {figure}", $"{limit}: {Ms(limitMs)}", Times(ms / limitMs),
        plusMs == 0 ? $"≤ {Number(times)} ×" : $"≤ {Number(times)} × + {Number(plusMs)} ms",
        Judge(ms <= times * limitMs + plusMs));

    /// <summary>A time with a budget of its own.</summary>
    /// <param name="limit">What the machine could do at best.</param>
    public static Row Within(string name, string figure, double ms, double budgetMs, string limit, double limitMs) => new(
        name, $"{Ms(ms)} {figure}", $"{limit}: {Ms(limitMs)}", Times(ms / limitMs), $"≤ {Ms(budgetMs)}", Judge(ms <= budgetMs));

    /// <summary>A rate that must reach a multiple of another program's.</summary>
    /// <param name="unit">Of what, per second.</param>
    public static Row AtLeast(string name, double perSecond, string unit, string other, double otherPerSecond, double times) => new(
        name, $"{Number(perSecond)} {unit}/s", $"{other}: {Number(otherPerSecond)}/s", Times(perSecond / otherPerSecond),
        $"≥ {Number(times)} ×", Judge(perSecond >= times * otherPerSecond));

    /// <summary>A rate with a budget of its own.</summary>
    public static Row AtLeast(
        string name, double perSecond, string unit, double budgetPerSecond, string limit, double limitPerSecond) => new(
        name, $"{Number(perSecond)} {unit}/s", $"{limit}: {Number(limitPerSecond)}/s", Times(perSecond / limitPerSecond),
        $"≥ {Number(budgetPerSecond)}/s", Judge(perSecond >= budgetPerSecond));

    /// <summary>A rate beside another one, without a budget.</summary>
    public static Row Beside(string name, double perSecond, string unit, string other, double otherPerSecond) => new(
        name, $"{Number(perSecond)} {unit}/s", $"{other}: {Number(otherPerSecond)}/s", Times(perSecond / otherPerSecond),
        "–", Verdict.None);

    /// <summary>A time beside another one, without a budget.</summary>
    public static Row TimeBeside(string name, double ms, string figure, string other, double otherMs) => new(
        name, $"{Ms(ms)} {figure}", $"{other}: {Ms(otherMs)}", Times(ms / otherMs), "–", Verdict.None);

    /// <summary>A figure that nothing is a limit of.</summary>
    public static Row Plain(string name, string figure) => new(name, figure, "–", "–", "–", Verdict.None);

    /// <param name="reason">What is missing.</param>
    public static Row NotMeasured(string name, string figure, string budget, string reason) =>
        new(name, figure, reason, "–", budget, Verdict.NotMeasured);

    public static Row Failed(string name, string reason) => new(name, "–", reason, "–", "–", Verdict.Failed);

    public static string Ms(double ms) => ms >= 1000 ? $"{Number(ms / 1000)} s" : $"{Number(ms)} ms";

    /// <summary>Three figures say what a benchmark can.</summary>
    public static string Number(double value) => value switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };

    private static string Times(double ratio) => $"{Number(ratio)} ×";

    private static Verdict Judge(bool isWithin) => isWithin ? Verdict.Ok : Verdict.Over;
}
