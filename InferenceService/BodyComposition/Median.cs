namespace Voxmark.InferenceService.BodyComposition;

internal static class Median
{
    /// <param name="values">At least one; they are sorted.</param>
    /// <returns>The middle one, or the mean of the two in the middle.</returns>
    public static double Of(List<double> values)
    {
        values.Sort();
        var half = values.Count / 2;
        return values.Count % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
}
