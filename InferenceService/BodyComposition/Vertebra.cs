namespace Voxmark.InferenceService.BodyComposition;

/// <summary>A vertebral body, or the disc between two, in one slice: on the work grid (<see cref="WorkGrid"/>).</summary>
/// <param name="X">To the patient's left, mm.</param>
/// <param name="Y">To the back, mm: at the middle of the body, not of the canal behind it.</param>
/// <param name="RadiusMm">17–24.</param>
/// <param name="IsReplaced">Whether it was found elsewhere and put where its neighbours are.</param>
public readonly record struct Vertebra(double X, double Y, double RadiusMm, bool IsReplaced = false);
