namespace Voxmark.Contracts.Inference;

/// <summary>The vertebrae of an axial CT, as a machine found them, and what they may be called. A person decides: positions
/// are reliable, names are not where neither the iliac crests nor the last ribs are in view.</summary>
/// <param name="VolumeId">The volume that the slices count on.</param>
/// <param name="Reason">Why there is none, when it is <see cref="LevelsState.None"/>.</param>
/// <param name="Confidence">Of the likeliest numbering, 0 to 1: never more than what is in view allows.</param>
/// <param name="Preselect">Whether it is sure enough to be shown as chosen before anybody has looked.</param>
/// <param name="Levels">In the likeliest numbering, from the feet to the head.</param>
/// <param name="Numberings">What else the same vertebrae may be called, the likeliest first; those next to it are always there.</param>
/// <param name="Algorithm">What found them, and its version.</param>
public sealed record SeriesLevels(
    string SeriesInstanceUid, string VolumeId, LevelsState State, Sentence? Reason, double Confidence, bool Preselect,
    IReadOnlyList<ProposedLevel> Levels, IReadOnlyList<LevelNumbering> Numberings,
    DateTimeOffset? ComputedAt = null, string? Algorithm = null);

public enum LevelsState
{
    /// <summary>Being looked for; ask again.</summary>
    Pending,
    Ready,

    /// <summary>These images have none that can be found.</summary>
    None,
}

/// <param name="Name"><c>S1</c>, <c>L5</c> … <c>T1</c>.</param>
/// <param name="Z">The middle of the vertebral body, mm, along the patient's z axis (LPS).</param>
/// <param name="Slice">The slice nearest to it, 0-based, feet to head.</param>
/// <param name="FirstSlice">Of the vertebral body.</param>
/// <param name="LastSlice">Inclusive.</param>
/// <param name="Probability">Of the name, among all numberings.</param>
/// <param name="Confidence">The probability, capped by what is in view.</param>
public sealed record ProposedLevel(
    string Name, double Z, int Slice, int FirstSlice, int LastSlice, double Probability, double Confidence);

/// <param name="Shift">How many vertebrae further towards the head each name of the likeliest numbering lies here.</param>
/// <param name="Names">Of <see cref="SeriesLevels.Levels"/>, one by one; null beyond S1 and T1.</param>
public sealed record LevelNumbering(int Shift, double Probability, double Confidence, IReadOnlyList<string?> Names);
