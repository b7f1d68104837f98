namespace Voxmark.OpenCvSharp.Tests;

public class CoreTests
{
    [Fact]
    public void InRange_OfHounsfieldUnits_IncludesBothEnds()
    {
        using var hu = Mat.FromPixelData(1, 5, MatType.CV_16SC1, new short[] { -30, -29, 0, 150, 151 });
        using var muscle = new Mat();

        Cv2.InRange(hu, new Scalar(-29), new Scalar(150), muscle);

        Assert.Equal([".###."], Picture.Text(muscle));
    }

    [Fact]
    public void InRange_WithImagesAsBounds_ComparesPixelByPixel()
    {
        using var image = Picture.Of("555");
        using var lower = Picture.Of("561");
        using var upper = Picture.Of("994");
        using var inside = new Mat();

        Cv2.InRange(image, lower, upper, inside);

        Assert.Equal(["#.."], Picture.Text(inside));
    }

    [Fact]
    public void Bitwise_OfMasks_CombinesThem()
    {
        using var a = Picture.Of("##..");
        using var b = Picture.Of("#.#.");
        using var result = new Mat();

        Cv2.BitwiseAnd(a, b, result);
        Assert.Equal(["#..."], Picture.Text(result));
        Cv2.BitwiseOr(a, b, result);
        Assert.Equal(["###."], Picture.Text(result));
        Cv2.BitwiseXor(a, b, result);
        Assert.Equal([".##."], Picture.Text(result));
        Cv2.BitwiseNot(a, result);
        Assert.Equal(["..##"], Picture.Text(result));
    }

    [Fact]
    public void BitwiseAnd_OfUnequalSizes_Throws()
    {
        using var a = Picture.Of("##");
        using var b = Picture.Of("###");
        using var result = new Mat();

        var error = Assert.Throws<OpenCVException>(() => Cv2.BitwiseAnd(a, b, result));

        Assert.Equal(ErrorCode.StsUnmatchedSizes, error.Status);
    }

    [Fact]
    public void Merge_OfThreeImages_InterleavesThemAndSplitUndoesIt()
    {
        using var red = Picture.Of("14");
        using var green = Picture.Of("25");
        using var blue = Picture.Of("36");
        using var colour = new Mat();

        Cv2.Merge([red, green, blue], colour);
        colour.GetArray(out Vec3b[] pixels);
        var channels = Cv2.Split(colour);

        Assert.Equal([new Vec3b(1, 2, 3), new Vec3b(4, 5, 6)], pixels);
        Assert.Equal(["14", "25", "36"], channels.SelectMany(Picture.Text));
        Array.ForEach(channels, channel => channel.Dispose());
    }

    [Fact]
    public void Merge_OfNothing_Throws()
    {
        using var result = new Mat();

        Assert.Throws<OpenCVException>(() => Cv2.Merge([], result));
    }

    [Fact]
    public void CountNonZero_OfMask_CountsPixels()
    {
        using var mask = Picture.Of("#.1", "..2");

        Assert.Equal(3, Cv2.CountNonZero(mask));
    }

    [Fact]
    public void SetTheRNG_OnThread_IsWhatGetTheRNGTells()
    {
        Cv2.SetTheRNG(12345);

        Assert.Equal(12345ul, Cv2.GetTheRNG().State);
    }
}
