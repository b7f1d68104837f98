namespace Voxmark.OpenCvSharp.Tests;

public class FilterTests
{
    [Fact]
    public void GaussianBlur_OfOnePixel_SpreadsItBinomially()
    {
        // 3 x 3 without a sigma: (1 2 1) / 4 in each direction, so that 16 becomes 1 2 1, 2 4 2, 1 2 1.
        var pixels = new float[25];
        pixels[12] = 16;
        using var image = Mat.FromPixelData(5, 5, MatType.CV_32FC1, pixels);
        using var result = new Mat();

        Cv2.GaussianBlur(image, result, new Size(3, 3), 0);

        result.GetArray(out float[] blurred);
        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 2, 1, 0, 0, 2, 4, 2, 0, 0, 1, 2, 1, 0, 0, 0, 0, 0, 0], blurred);
    }

    [Theory]
    [InlineData(2, 3, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(0, 0, double.NaN)]
    [InlineData(0, 0, 1e12)]
    public void GaussianBlur_WhenKernelMakesNoSense_Throws(int width, int height, double sigma)
    {
        using var image = Picture.Of("123");
        using var result = new Mat();

        Assert.Throws<OpenCVException>(() => Cv2.GaussianBlur(image, result, new Size(width, height), sigma));
    }

    [Theory]
    [InlineData(MorphTypes.Erode, ".....", ".....", "..#..", ".....", ".....")]
    [InlineData(MorphTypes.Dilate, "#####", "#####", "#####", "#####", "#####")]
    [InlineData(MorphTypes.Gradient, "#####", "#####", "##.##", "#####", "#####")]
    public void MorphologyEx_OfSquareWithSquare_DoesWhatItsNameSays(MorphTypes operation, params string[] expected)
    {
        using var image = Picture.Of(".....", ".###.", ".###.", ".###.", ".....");
        using var square = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(3, 3));
        using var result = new Mat();

        Cv2.MorphologyEx(image, result, operation, square);

        Assert.Equal(expected, Picture.Text(result));
    }

    [Fact]
    public void MorphologyEx_OpenWithoutElement_RemovesWhatIsSmallerThanThreeByThree()
    {
        using var image = Picture.Of("......", ".###..", ".###..", ".###..", "....#.");
        using var result = new Mat();

        Cv2.MorphologyEx(image, result, MorphTypes.Open, null);

        Assert.Equal(["......", ".###..", ".###..", ".###..", "......"], Picture.Text(result));
    }

    [Fact]
    public void GetStructuringElement_OfCross_HasItsArms()
    {
        using var cross = Cv2.GetStructuringElement(MorphShapes.Cross, new Size(3, 3));

        Assert.Equal([".1.", "111", ".1."], Picture.Text(cross));
    }

    [Fact]
    public void Threshold_Binary_TakesWhatIsAbove()
    {
        using var image = Picture.Of("34567");
        using var result = new Mat();

        var used = Cv2.Threshold(image, result, 5, 255, ThresholdTypes.Binary);

        Assert.Equal(["...##"], Picture.Text(result));
        Assert.Equal(5, used);
    }

    [Fact]
    public void Threshold_Otsu_FindsGapBetweenTwoGroups()
    {
        using var image = Picture.Of("1212", "8989");
        using var result = new Mat();

        var used = Cv2.Threshold(image, result, 0, 255, ThresholdTypes.Binary | ThresholdTypes.Otsu);

        Assert.InRange(used, 2, 7);
        Assert.Equal(["....", "####"], Picture.Text(result));
    }
}
