namespace Voxmark.OpenCvSharp.Tests;

public class HistogramTests
{
    [Fact]
    public void CalcHist_OfImage_CountsValuesInRange()
    {
        using var image = Picture.Of("0013", "3329");

        // 9 is outside [0, 4).
        Assert.Equal([2, 1, 1, 3], Histogram(image, mask: null, bins: 4, new Rangef(0, 4)));
    }

    [Fact]
    public void CalcHist_OfHounsfieldUnitsAsFloat_UsesHalfOpenBins()
    {
        // Bins of 100 from -200: [-200,-100) [-100,0) [0,100) [100,200).
        using var image = Mat.FromPixelData(1, 6, MatType.CV_32FC1, new float[] { -201, -200, -100, -1, 0, 200 });

        Assert.Equal([1, 2, 1, 0], Histogram(image, mask: null, bins: 4, new Rangef(-200, 200)));
    }

    [Fact]
    public void CalcHist_WithMask_CountsOnlyThere()
    {
        using var image = Picture.Of("0123");
        using var mask = Picture.Of(".##.");

        Assert.Equal([0, 1, 1, 0], Histogram(image, mask, bins: 4, new Rangef(0, 4)));
    }

    [Fact]
    public void CalcHist_OfTwoImages_CountsPairs()
    {
        using var first = Picture.Of("0011");
        using var second = Picture.Of("0111");
        using var hist = new Mat();

        Cv2.CalcHist([first, second], [0, 1], null, hist, 2, [2, 2], [new Rangef(0, 2), new Rangef(0, 2)]);

        hist.GetArray(out float[] counts);
        Assert.Equal([1, 1, 0, 2], counts);   // (0,0) (0,1) (1,0) (1,1)
    }

    [Theory]
    [InlineData(1, 0)]   // no such channel
    [InlineData(0, -1)]  // no such number of bins
    public void CalcHist_WhenArgumentIsWrong_Throws(int channel, int bins)
    {
        using var image = Picture.Of("01");
        using var hist = new Mat();

        Assert.Throws<OpenCVException>(
            () => Cv2.CalcHist([image], [channel], null, hist, 1, [bins], [new Rangef(0, 2)]));
    }

    [Fact]
    public void CalcHist_WhenRangeIsMissing_Throws()
    {
        using var image = Picture.Of("01");
        using var hist = new Mat();

        Assert.Throws<ArgumentException>(
            () => Cv2.CalcHist([image], [0, 0], null, hist, 2, [2, 2], [new Rangef(0, 2)]));
    }

    [Fact]
    public void CalcBackProject_OfImage_LooksEachValueUp()
    {
        using var image = Picture.Of("01239");
        using var hist = Mat.FromPixelData(4, 1, MatType.CV_32FC1, new float[] { 1, 2, 7, 300 });
        using var result = new Mat();

        Cv2.CalcBackProject([image], [0], hist, result, [new Rangef(0, 4)]);

        // 300 saturates; 9 is in no bin.
        Assert.Equal(["127#."], Picture.Text(result));
    }

    [Fact]
    public void CalcBackProject_WhenHistogramIsNotFloat_Throws()
    {
        using var image = Picture.Of("01");
        using var hist = new Mat(4, 1, MatType.CV_64FC1, Scalar.All(0));
        using var result = new Mat();

        Assert.Throws<OpenCVException>(
            () => Cv2.CalcBackProject([image], [0], hist, result, [new Rangef(0, 4)]));
    }

    private static float[] Histogram(Mat image, Mat? mask, int bins, Rangef range)
    {
        using var hist = new Mat();
        Cv2.CalcHist([image], [0], mask is null ? null : (InputArray)mask, hist, 1, [bins], [range]);
        hist.GetArray(out float[] counts);
        return counts;
    }
}
