namespace Voxmark.InferenceService.BodyComposition;

/// <summary>The tissues of one slice of the trunk.</summary>
/// <param name="Labels">Row-major [Rows, Columns] as stored: 1 muscle, 2 subcutaneous, 3 visceral, 4 intermuscular fat, as the
/// template of body composition has them; 0 for the rest.</param>
/// <param name="Contours">What they were told apart by.</param>
public sealed record BodyCompositionSlice(byte[] Labels, BodyContours Contours, QualityConcerns Concerns)
{
    public int PixelsOf(byte label) => Labels.AsSpan().Count(label);
}
