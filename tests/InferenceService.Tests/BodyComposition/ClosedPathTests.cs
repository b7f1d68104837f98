using Voxmark.InferenceService.BodyComposition;

namespace Voxmark.InferenceService.Tests.BodyComposition;

public sealed class ClosedPathTests
{
    private const int Samples = 60;

    [Fact]
    public void Find_WhereOneCircleIsFree_IsThatCircle() =>
        Assert.All(ClosedPath.Find(Cost((_, n) => n == 23 ? 0 : 1), Samples, 3, 0.1f), sample => Assert.Equal(23, sample));

    [Fact] // a circle about a point beside the rays' own: it moves by at most one sample from a ray to the next
    public void Find_WhereACircleBesideTheCentreIsFree_FollowsItAcrossTheSeam()
    {
        var path = ClosedPath.Find(Cost((ray, n) => n == Beside(ray) ? 0 : 10), Samples, 3, 0.1f);

        Assert.Equal(Enumerable.Range(0, Rays.Count).Select(Beside), path);

        static int Beside(int ray) => (int)Math.Round(30 + (10 * Math.Cos(ray * Math.PI / 180)));
    }

    [Fact] // ten samples at once would cost 100 · 0.1; going round the gap costs the one ray that is not free
    public void Find_WhereOneRayIsOff_StaysOnItsWay()
    {
        var path = ClosedPath.Find(Cost((ray, n) => n == (ray == 100 ? 40 : 30) ? 0 : 5), Samples, 3, 0.1f);

        Assert.All(path, sample => Assert.Equal(30, sample));
    }

    [Fact] // from 20 to 50: thirty samples, ten steps of three; the cheapest way starts before the ray and ends on it
    public void Find_WhereTheWayIsSteep_TakesNoStepThatIsTooLong()
    {
        var path = ClosedPath.Find(Cost((ray, n) => n == (ray is > 90 and < 270 ? 50 : 20) ? 0 : 1), Samples, 3, 0);

        Assert.Equal((20, 50), (path[0], path[180]));
        Assert.All(Enumerable.Range(0, Rays.Count), ray => Assert.InRange(Math.Abs(path[ray] - path[(ray + 1) % Rays.Count]), 0, 3));
    }

    private static float[] Cost(Func<int, int, float> of) =>
        [.. Enumerable.Range(0, Rays.Count * Samples).Select(at => of(at / Samples, at % Samples))];
}
