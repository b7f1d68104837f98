namespace Voxmark.InferenceService.BodyComposition;

/// <summary>What to look at before a slice is believed (step 2.9 of docs/body-composition.md).</summary>
[Flags]
public enum QualityConcerns
{
    None = 0,

    /// <summary>The body reaches the border of the image: parts of it are not there.</summary>
    BodyCut = 1,

    /// <summary>Fat lies behind the wall on too few rays to learn its thickness from.</summary>
    FewConfidentRays = 2,

    /// <summary>The wall would be much thinner or thicker than usual.</summary>
    UnusualWall = 4,

    /// <summary>Subcutaneous fat varies more than fat does.</summary>
    Noise = 8,

    /// <summary>The vertebra was not found where those above and below it are.</summary>
    VertebraReplaced = 16,

    /// <summary>Pixels within the body that the scanner did not measure.</summary>
    PaddingInBody = 32,

    /// <summary>Muscle or visceral fat differs more from the next slice than either does.</summary>
    DiffersFromNeighbour = 64,
}
