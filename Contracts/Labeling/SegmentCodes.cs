namespace Voxmark.Contracts.Labeling;

/// <summary>
/// What a segment stands for, as <see cref="Segment.Code"/> says it: coding scheme and value, and behind an <c>@</c> the
/// anatomic region where the code alone does not tell. SNOMED CT has no code for visceral or intermuscular fat: both are
/// adipose tissue, in the abdominal cavity and in skeletal muscle (PS3.3 C.8.20.2: property type and anatomic region).
/// </summary>
public static class SegmentCodes
{
    public const string SkeletalMuscle = "SCT:127954009";
    public const string SubcutaneousFat = "SCT:67769002";
    public const string VisceralFat = "SCT:55603005@SCT:52731004";
    public const string IntermuscularFat = "SCT:55603005@SCT:127954009";
    public const string Stone = "SCT:56381008";
    public const string Kidney = "SCT:64033007";
    public const string Ureter = "SCT:87953007";
    public const string UrinaryBladder = "SCT:89837001";
    public const string WhiteMatter = "SCT:389080008";
    public const string GreyMatter = "SCT:389081007";
}
