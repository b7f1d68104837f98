namespace Voxmark.OpenCvSharp.Tests;

public class ShapeTests
{
    [Fact]
    public void ConnectedComponentsWithStats_OfTwoRegions_MeasuresEach()
    {
        using var image = Picture.Of("##...", "##...", "....#");
        using Mat labels = new(), stats = new(), centroids = new();

        var count = Cv2.ConnectedComponentsWithStats(image, labels, stats, centroids);

        stats.GetArray(out int[] rows);
        centroids.GetArray(out double[] centres);
        labels.GetArray(out int[] numbers);
        Assert.Equal(3, count);
        Assert.Equal([0, 0, 2, 2, 4], rows[5..10]);      // left, top, width, height, area
        Assert.Equal([4, 2, 1, 1, 1], rows[10..15]);
        Assert.Equal([0.5, 0.5, 4, 2], centres[2..6]);   // x, y
        Assert.Equal([1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 2], numbers);
    }

    [Theory]
    [InlineData(PixelConnectivity.Connectivity4, 3)]
    [InlineData(PixelConnectivity.Connectivity8, 2)]
    public void ConnectedComponentsWithStats_OfDiagonal_DependsOnConnectivity(PixelConnectivity by, int expected)
    {
        using var image = Picture.Of("#.", ".#");
        using Mat labels = new(), stats = new(), centroids = new();

        Assert.Equal(expected, Cv2.ConnectedComponentsWithStats(image, labels, stats, centroids, by));
    }

    [Fact]
    public void DistanceTransform_ToOneZero_IsEuclidean()
    {
        using var image = Picture.Of(".##", "###", "###");
        using var distances = new Mat();

        Cv2.DistanceTransform(image, distances, DistanceTypes.L2, DistanceTransformMasks.Precise);

        distances.GetArray(out float[] values);
        double[] expected = [0, 1, 2, 1, Math.Sqrt(2), Math.Sqrt(5), 2, Math.Sqrt(5), Math.Sqrt(8)];
        Assert.All(values.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, tolerance: 1e-5));
    }

    [Fact]
    public void FindContours_OfRing_FindsOutlineAndHole()
    {
        using var image = Picture.Of(".....", ".###.", ".#.#.", ".###.", ".....");

        Cv2.FindContours(image, out var contours, out var hierarchy, RetrievalModes.CComp,
            ContourApproximationModes.ApproxSimple);

        Assert.Equal(2, contours.Length);
        Assert.Equal([new(1, 1), new(1, 3), new(3, 3), new(3, 1)], contours[0]);
        Assert.Equal([new(1, 2), new(2, 1), new(2, 3), new(3, 2)], contours[1].OrderBy(p => (p.X, p.Y)));
        Assert.Equal([new(-1, -1, 1, -1), new(-1, -1, -1, 0)], hierarchy);
    }

    [Fact]
    public void FindContoursAsArray_WithOffset_MovesPoints()
    {
        using var image = Picture.Of("...", ".#.", "...");

        var contours = Cv2.FindContoursAsArray(image, RetrievalModes.External, ContourApproximationModes.ApproxNone,
            new Point(10, 20));

        Assert.Equal([new Point(11, 21)], Assert.Single(contours));
    }

    [Fact]
    public void FindContours_OfEmptyMask_FindsNone()
    {
        using var image = Picture.Of("...", "...");

        Assert.Empty(Cv2.FindContoursAsArray(image, RetrievalModes.List, ContourApproximationModes.ApproxNone));
    }

    [Fact]
    public void FillPoly_OfSquareWithSquareInside_LeavesHole()
    {
        using var image = Picture.Of(".......", ".......", ".......", ".......", ".......", ".......", ".......");
        Point[] outer = [new(0, 0), new(6, 0), new(6, 6), new(0, 6)];
        Point[] inner = [new(2, 2), new(4, 2), new(4, 4), new(2, 4)];

        Cv2.FillPoly(image, [outer, inner], Scalar.All(255));

        // Outlines are filled too, so that the hole is what lies strictly inside the inner square.
        Assert.Equal(["#######", "#######", "#######", "###.###", "#######", "#######", "#######"],
            Picture.Text(image));
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    [InlineData(65536)]
    public void FillPoly_WithFarCoordinate_Throws(int x)
    {
        using var image = Picture.Of("...", "...", "...");

        Assert.Throws<OpenCVException>(
            () => Cv2.FillPoly(image, [[new Point(0, 0), new Point(x, 1), new Point(1, 2)]], Scalar.All(1)));
    }

    [Fact]
    public void Intersect_OfRectangles_IsWhatBothCover() =>
        Assert.Equal(new Rect(2, 3, 3, 2), new Rect(0, 0, 5, 5) & new Rect(2, 3, 10, 10));
}
