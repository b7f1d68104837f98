namespace Voxmark.InferenceService.BodyComposition;

/// <summary>The numbers of the label map, as the template of body composition has them, and their HU ranges: the Alberta
/// protocol's.</summary>
internal static class TissueLabels
{
    public const byte Muscle = 1, SubcutaneousFat = 2, VisceralFat = 3, IntermuscularFat = 4;

    public const float MuscleFromHu = -29, MuscleToHu = 150;

    /// <summary>Subcutaneous and intermuscular.</summary>
    public const float FatFromHu = -190, FatToHu = -30;

    public const float VisceralFatFromHu = -150, VisceralFatToHu = -50;

    public static bool IsMuscle(float hu) => hu is >= MuscleFromHu and <= MuscleToHu;

    public static bool IsFat(float hu) => hu is >= FatFromHu and <= FatToHu;

    public static bool IsVisceralFat(float hu) => hu is >= VisceralFatFromHu and <= VisceralFatToHu;
}
