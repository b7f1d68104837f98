namespace Voxmark.InferenceService.BodyComposition;

/// <summary>360 rays from a point, one for each degree: ray 0 to the patient's left, 90 to the back, 270 to the front. Looked
/// at each half millimetre.</summary>
internal static class Rays
{
    public const int Count = 360;

    public const float StepMm = 0.5f;

    private static readonly float[] s_cos = Each(Math.Cos), s_sin = Each(Math.Sin);

    public static ReadOnlySpan<float> Cos => s_cos;

    public static ReadOnlySpan<float> Sin => s_sin;

    /// <summary>The ray on the other side of the body's middle: left and right changed.</summary>
    public static int Mirrored(int ray) => (Count + (Count / 2) - ray) % Count;

    /// <summary>0 towards the belly, 180 towards the back, whichever side.</summary>
    public static int DegreesFromVentral(int ray)
    {
        var degrees = Math.Abs(ray - 270);
        return degrees > 180 ? Count - degrees : degrees;
    }

    public static int Samples(double mm) => (int)Math.Round(mm / StepMm);

    private static float[] Each(Func<double, double> of) =>
        [.. Enumerable.Range(0, Count).Select(degrees => (float)of(degrees * Math.PI / 180))];
}
