namespace Voxmark.InferenceService.Levels;

/// <summary>Which names the vertebrae of a chain may have, and how likely each choice is.</summary>
/// <param name="LowestDisc">What the chain's lowest disc is: 0 for L5/S1, 1 for L4/5, counted upwards.</param>
internal sealed record Numbering(int LowestDisc, double Probability, double Confidence)
{
    /// <summary>L3 lies between the discs 2 (L3/4) and 3 (L2/3).</summary>
    public const int L3 = 2;

    private static readonly string[] s_names =
    [
        "S1", "L5", "L4", "L3", "L2", "L1", "T12", "T11", "T10", "T9", "T8", "T7", "T6", "T5", "T4", "T3", "T2", "T1",
    ];

    /// <summary>The name of the vertebra above the chain's disc <paramref name="index"/>; null below S1 and above T1.</summary>
    public string? NameAbove(int index) => s_names.ElementAtOrDefault(Array.IndexOf(s_names, "L5") + LowestDisc + index);
}
