namespace Voxmark.OpenCvSharp.Tests;

public class SegmentationTests
{
    /// <summary>Grey 60 and 62 in turns, with a square of 200 and 202 in turns at (8, 8) to (13, 13).</summary>
    private static Mat SquareOnGrey()
    {
        var grey = new byte[24 * 24];
        for (var i = 0; i < grey.Length; i++)
        {
            var (row, column) = (i / 24, i % 24);
            var inside = row is >= 8 and < 14 && column is >= 8 and < 14;
            grey[i] = (byte)((inside ? 200 : 60) + ((row + column) % 2 * 2));
        }
        using var single = Mat.FromPixelData(24, 24, MatType.CV_8UC1, grey);
        var image = new Mat();
        Cv2.Merge([single, single, single], image);
        return image;
    }

    private static byte[] GrabCutInRectangle()
    {
        using var image = SquareOnGrey();
        using Mat mask = new(), background = new(), foreground = new();
        Cv2.SetTheRNG(12345);
        Cv2.GrabCut(image, mask, new Rect(4, 4, 14, 14), background, foreground, 2, GrabCutModes.InitWithRect);
        mask.GetArray(out byte[] classes);
        return classes;
    }

    [Fact]
    public void GrabCut_FromRectangleAroundBrightSquare_FindsTheSquare()
    {
        var classes = GrabCutInRectangle();

        for (var i = 0; i < classes.Length; i++)
        {
            var (row, column) = (i / 24, i % 24);
            var expected = row is >= 8 and < 14 && column is >= 8 and < 14 ? GrabCutClasses.PR_FGD
                : row is >= 4 and < 18 && column is >= 4 and < 18 ? GrabCutClasses.PR_BGD
                : GrabCutClasses.BGD;
            Assert.Equal(expected, (GrabCutClasses)classes[i]);
        }
    }

    [Fact]
    public void GrabCut_WithSameSeed_RepeatsItsResult() => Assert.Equal(GrabCutInRectangle(), GrabCutInRectangle());

    [Fact]
    public void GrabCut_FromStrokes_KeepsWhatIsCertain()
    {
        using var image = SquareOnGrey();
        using var mask = new Mat(24, 24, MatType.CV_8UC1, new Scalar((int)GrabCutClasses.PR_BGD));
        mask[new Rect(0, 0, 24, 2)].SetTo((int)GrabCutClasses.BGD);
        mask[new Rect(9, 10, 4, 1)].SetTo((int)GrabCutClasses.FGD);
        mask[new Rect(20, 20, 1, 1)].SetTo((int)GrabCutClasses.FGD);
        using Mat background = new(), foreground = new();
        Cv2.SetTheRNG(12345);

        Cv2.GrabCut(image, mask, default, background, foreground, 1, GrabCutModes.InitWithMask);

        Assert.Equal((byte)GrabCutClasses.FGD, mask.Get<byte>(20, 20));
        Assert.Equal((byte)GrabCutClasses.BGD, mask.Get<byte>(0, 23));
        Assert.Equal((byte)GrabCutClasses.PR_FGD, mask.Get<byte>(12, 12));
    }

    [Theory]
    [InlineData(100, 100, 5, 5)]
    [InlineData(4, 4, 0, 5)]
    [InlineData(4, 4, -5, -5)]
    [InlineData(int.MinValue, 0, 5, 5)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue)]
    public void GrabCut_WhenRectangleIsNotInImage_Throws(int x, int y, int width, int height)
    {
        using var image = SquareOnGrey();
        using Mat mask = new(), background = new(), foreground = new();

        Assert.Throws<OpenCVException>(() => Cv2.GrabCut(image, mask, new Rect(x, y, width, height), background,
            foreground, 1, GrabCutModes.InitWithRect));
    }

    [Fact]
    public void Watershed_WithMarkerOnEachSideOfAnEdge_SplitsThere()
    {
        using var grey = Picture.Of(Enumerable.Repeat("....####", 6).ToArray());
        using var image = new Mat();
        Cv2.Merge([grey, grey, grey], image);
        using var markers = new Mat(6, 8, MatType.CV_32SC1, Scalar.All(0));
        markers.Set(3, 1, 1);
        markers.Set(3, 6, 2);

        Cv2.Watershed(image, markers);

        // The image's border and one column along the edge belong to no region.
        for (var row = 1; row < 5; row++)
        {
            Assert.Equal((1, 1), (markers.Get<int>(row, 1), markers.Get<int>(row, 2)));
            Assert.Equal((2, 2), (markers.Get<int>(row, 5), markers.Get<int>(row, 6)));
            Assert.Contains(-1, new[] { markers.Get<int>(row, 3), markers.Get<int>(row, 4) });
        }
    }

    [Fact]
    public void FloodFill_FromSeed_FillsEqualNeighbours()
    {
        using var image = Picture.Of("..1", "1..", ".1.");

        var area = Cv2.FloodFill(image, new Point(0, 0), new Scalar(9), out var bounds);

        Assert.Equal(["991", "199", ".19"], Picture.Text(image));
        Assert.Equal(5, area);
        Assert.Equal(new Rect(0, 0, 3, 3), bounds);
    }

    [Fact]
    public void FloodFill_WithFixedRange_ComparesWithSeed()
    {
        using var drifting = Picture.Of("12345");
        using var fixedRange = Picture.Of("12345");

        Cv2.FloodFill(drifting, new Point(0, 0), new Scalar(9), out _, 1, 1);
        Cv2.FloodFill(fixedRange, new Point(0, 0), new Scalar(9), out _, 1, 1,
            FloodFillFlags.Link4 | FloodFillFlags.FixedRange);

        Assert.Equal(["99999"], Picture.Text(drifting));
        Assert.Equal(["99345"], Picture.Text(fixedRange));
    }

    [Fact]
    public void FloodFill_WithMaskOnly_WritesMaskAndStopsAtIt()
    {
        using var image = Picture.Of("....");
        using var mask = Picture.Of("......", "...#..", "......");

        var area = Cv2.FloodFill(image, mask, new Point(0, 0), default, out _, null, null,
            FloodFillFlags.Link4 | FloodFillFlags.MaskOnly | (FloodFillFlags)(5 << 8));

        Assert.Equal(2, area);
        Assert.Equal("55#.", Picture.Text(mask)[1][1..5]);
        Assert.Equal(["...."], Picture.Text(image));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 3)]
    [InlineData(int.MaxValue, int.MinValue)]
    public void FloodFill_WhenSeedIsOutside_Throws(int x, int y)
    {
        using var image = Picture.Of("...", "...", "...");

        Assert.Throws<OpenCVException>(() => Cv2.FloodFill(image, new Point(x, y), new Scalar(9)));
    }
}
