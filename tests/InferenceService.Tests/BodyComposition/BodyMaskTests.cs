using OpenCvSharp;
using Voxmark.InferenceService.BodyComposition;

namespace Voxmark.InferenceService.Tests.BodyComposition;

public sealed class BodyMaskTests
{
    private const int Side = 300;

    [Fact] // half axes 100 and 70 mm: π · 100 · 70 = 21,991 mm²
    public void Of_AnEllipseOnATable_IsTheEllipse()
    {
        using var hu = Drawn((x, y) => IsInEllipse(x, y) || y is >= 225 and < 230);

        using var body = BodyMask.Of(hu, out var box);

        Assert.InRange(Cv2.CountNonZero(body), 21_991 * 0.99, 21_991 * 1.01);
        Assert.Equal((50, 251), (box.Left, box.Right));
    }

    [Fact]
    public void Of_AnEllipseWithGasInIt_HasNoHole()
    {
        using var hu = Drawn((x, y) => IsInEllipse(x, y) && Distance(x - 150, y - 150) > 30);

        using var body = BodyMask.Of(hu, out _);

        Assert.InRange(Cv2.CountNonZero(body), 21_991 * 0.99, 21_991 * 1.01);
    }

    [Fact]
    public void Of_AirAlone_HasAnEmptyBox()
    {
        using var hu = Drawn((_, _) => false);

        using var body = BodyMask.Of(hu, out var box);

        Assert.Equal(0, Cv2.CountNonZero(body));
        Assert.Equal(default, box);
    }

    private static bool IsInEllipse(int x, int y) => Distance((x - 150) / 100.0, (y - 150) / 70.0) <= 1;

    private static double Distance(double x, double y) => Math.Sqrt((x * x) + (y * y));

    private static Mat Drawn(Func<int, int, bool> isTissue)
    {
        var hu = new Mat(Side, Side, MatType.CV_32FC1);
        var pixels = hu.All<float>();
        for (var n = 0; n < pixels.Length; n++)
            pixels[n] = isTissue(n % Side, n / Side) ? 0 : -1000;
        return hu;
    }
}
