namespace Voxmark.InferenceService.BodyComposition;

/// <summary>
/// The inner side of the muscles of the wall, as a depth under the fascia on each ray (step 2.7 of docs/body-composition.md).
/// Gone through twice: the second time with the wall's own thickness, from the rays where fat lies right behind it.
/// </summary>
internal static class InnerWall
{
    public const double ReachMm = 120;

    private const int MaxStep = 6;
    private const float StepCost = 0.08f;

    /// <param name="image">About <see cref="CentreOf"/>.</param>
    /// <param name="fascia">About the same point.</param>
    /// <param name="vertebra">With the radius that the spine was given.</param>
    public static InnerWallPath Of(InnerWallImage image, StarContour fascia, Vertebra vertebra)
    {
        var even = new float[Rays.Count];
        Array.Fill(even, 1);
        var first = InnerWallPrior.Of(image, fascia, vertebra, even);
        var (thickness, confident) = WallThickness.Of(image, first, Find(image, first, fascia));
        var second = InnerWallPrior.Of(image, fascia, vertebra, thickness);
        var path = Find(image, second, fascia);
        var contour = fascia with { RadiusMm = [.. fascia.RadiusMm.Select((mm, ray) => Math.Max(0, mm - (path[ray] * Rays.StepMm)))] };
        return new(contour, confident, thickness.Average());
    }

    /// <summary>In front of the spine, a third of the way to the belly.</summary>
    /// <param name="fasciaTop">The first row of the fascia in the vertebra's column.</param>
    public static (double X, double Y) CentreOf(Vertebra vertebra, double fasciaTop)
    {
        var front = vertebra.Y - vertebra.RadiusMm;
        return (vertebra.X, front - (0.3 * Math.Max(20, front - fasciaTop)));
    }

    private static int[] Find(InnerWallImage image, InnerWallPrior prior, StarContour fascia) =>
        ClosedPath.Find(InnerWallCost.Of(image, prior, fascia.RadiusMm), image.Samples, MaxStep, StepCost);
}

/// <param name="ConfidentRays">Rays on which fat lies right behind the wall.</param>
/// <param name="MeanThickness">Through what is usual: the mean over all rays.</param>
internal sealed record InnerWallPath(StarContour Contour, int ConfidentRays, double MeanThickness);
