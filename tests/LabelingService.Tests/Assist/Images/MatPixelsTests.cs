using OpenCvSharp;
using Voxmark.LabelingService.Assist.Images;

namespace Voxmark.LabelingService.Tests.Assist.Images;

public class MatPixelsTests
{
    [Fact]
    public void Row_OfAPart_IsThatPartOfTheWhole()
    {
        using var whole = MatPixels.Of([1, 2, 3, 4, 5, 6], 2, 3);
        using var part = whole[new Rect(1, 0, 2, 2)];

        Assert.Equal([5, 6], part.Row<byte>(1).ToArray());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Row_Outside_Refuses(int row)
    {
        using var mat = new Mat(2, 3, MatType.CV_8UC1);

        Assert.Throws<ArgumentOutOfRangeException>(() => mat.Row<byte>(row).Length);
    }

    [Fact]
    public void All_OfAPart_Refuses()
    {
        using var whole = new Mat(3, 3, MatType.CV_8UC1);
        using var part = whole[new Rect(0, 0, 2, 2)];

        Assert.Throws<ArgumentException>(() => part.All<byte>().Length);
    }

    [Fact]
    public void Pixels_OfAnotherElement_Refuse()
    {
        using var mat = new Mat(2, 2, MatType.CV_16SC1);

        Assert.Throws<ArgumentException>(() => mat.All<float>().Length);
        Assert.Throws<ArgumentException>(() => mat.Row<byte>(0).Length);
    }

    [Fact]
    public void Pixels_OfAnEmptyMatrix_Refuse()
    {
        using var mat = new Mat();

        Assert.Throws<ArgumentException>(() => mat.All<byte>().Length);
        Assert.Throws<ArgumentException>(() => mat.Row<byte>(0).Length);
    }

    [Fact]
    public void Pixels_OfADisposedMatrix_Refuse()
    {
        var mat = new Mat(2, 2, MatType.CV_8UC1);
        mat.Dispose();

        Assert.Throws<ObjectDisposedException>(() => mat.All<byte>().Length);
        Assert.Throws<ObjectDisposedException>(() => mat.Row<byte>(0).Length);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    public void Of_AnotherNumberOfPixels_Refuses(int pixels) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MatPixels.Of(new byte[pixels], 2, 3));
}
