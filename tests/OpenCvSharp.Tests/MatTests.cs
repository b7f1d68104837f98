using System.Runtime.CompilerServices;

namespace Voxmark.OpenCvSharp.Tests;

public class MatTests
{
    [Fact]
    public void FromPixelData_OfManagedArray_SharesItsMemory()
    {
        byte[] pixels = [1, 2, 3, 4, 5, 6];
        using var mat = Mat.FromPixelData(2, 3, MatType.CV_8UC1, pixels);

        mat.Set<byte>(1, 0, 40);
        pixels[2] = 30;

        Assert.Equal([1, 2, 30, 40, 5, 6], pixels);
        Assert.Equal(30, mat.Get<byte>(0, 2));
    }

    [Fact]
    public void FromPixelData_WithStep_SkipsWhatLiesBetweenRows()
    {
        short[] pixels = [1, 2, -1, 3, 4];
        using var mat = Mat.FromPixelData(2, 2, MatType.CV_16SC1, pixels, step: 6);

        mat.GetArray(out short[] rows);

        Assert.Equal([1, 2, 3, 4], rows);
        Assert.False(mat.IsContinuous());
    }

    [Fact]
    public void FromPixelData_WhenArrayIsTooShort_Refuses() =>
        Assert.Throws<ArgumentException>(() => Mat.FromPixelData(2, 3, MatType.CV_8UC1, new byte[5]));

    [Fact]
    public void FromPixelData_WhenStepIsShorterThanRow_Refuses() =>
        Assert.Throws<OpenCVException>(() => Mat.FromPixelData(2, 3, MatType.CV_8UC1, new byte[6], step: 2));

    [Fact]
    public void FromPixelData_WhenMatrixAndPartsAreDisposed_LetsGoOfArray()
    {
        var array = ViewAndDispose();

        GC.Collect();

        Assert.False(array.IsAlive);
    }

    [Fact]
    public void FromPixelData_WhilePartIsAlive_KeepsArray()
    {
        var (array, part) = ViewAndKeepPart();
        using (part)
        {
            GC.Collect();

            Assert.True(array.IsAlive);
            Assert.Equal(7, part.Get<byte>(0, 0));
        }
    }

    [Fact]
    public void SubMat_WrittenTo_ChangesWholeThere()
    {
        using var whole = new Mat(3, 3, MatType.CV_8UC1, Scalar.All(0));
        using var part = whole.SubMat(new Rect(1, 0, 2, 2));

        part.SetTo(9);

        whole.GetArray(out byte[] pixels);
        Assert.Equal([0, 9, 9, 0, 9, 9, 0, 0, 0], pixels);
    }

    [Theory]
    [InlineData(2, 2, 2, 1)]
    [InlineData(-1, 0, 2, 2)]
    [InlineData(int.MaxValue, 0, 1, 1)]
    [InlineData(0, 0, int.MaxValue, int.MaxValue)]
    public void SubMat_WhenOutside_Refuses(int x, int y, int width, int height)
    {
        using var mat = new Mat(3, 3, MatType.CV_8UC1, Scalar.All(0));

        Assert.Throws<OpenCVException>(() => mat.SubMat(new Rect(x, y, width, height)));
    }

    [Fact]
    public void SubMat_AfterWholeIsDisposed_KeepsItsPixels()
    {
        var whole = new Mat(2, 2, MatType.CV_32SC1, Scalar.All(5));
        using var part = whole[new Rect(1, 1, 1, 1)];

        whole.Dispose();

        Assert.Equal(5, part.Get<int>(0, 0));
    }

    [Fact]
    public void Clone_WrittenTo_LeavesOriginal()
    {
        using var mat = new Mat(1, 2, MatType.CV_8UC1, Scalar.All(1));
        using var copy = mat.Clone();

        copy.SetTo(2);

        Assert.Equal(1, mat.Get<byte>(0, 0));
    }

    [Fact]
    public void Size_OfMatrix_IsColumnsByRows()
    {
        using var mat = new Mat(new Size(4, 3), MatType.CV_8UC3, new Scalar(1, 2, 3));

        Assert.Equal((3, 4), (mat.Rows, mat.Cols));
        Assert.Equal(new Size(4, 3), mat.Size());
        Assert.Equal(MatType.CV_8UC3, mat.Type());
        Assert.Equal((3, 12), (mat.ElemSize(), mat.Step()));
        Assert.Equal(new Vec3b(1, 2, 3), mat.Get<Vec3b>(2, 3));
    }

    [Fact]
    public void SetTo_WithMask_SetsOnlyThere()
    {
        using var mat = new Mat(1, 3, MatType.CV_8UC1, Scalar.All(1));
        using var mask = Mat.FromPixelData(1, 3, MatType.CV_8UC1, new byte[] { 0, 1, 255 });

        mat.SetTo(7, mask);

        mat.GetArray(out byte[] pixels);
        Assert.Equal([1, 7, 7], pixels);
    }

    [Fact]
    public void SetTo_WithEmptyMaskOfSeveralChannels_SetsAllAndNothingBeyond()
    {
        // OpenCV 4.6 writes three times the matrix' length here.
        byte[] pixels = [1, 2, 3, 4, 5, 6];
        using var mat = Mat.FromPixelData(1, 2, MatType.CV_8UC1, pixels);
        using var mask = new Mat(0, 5, MatType.CV_8UC3);

        mat.SetTo(9, mask);

        Assert.Equal([9, 9, 3, 4, 5, 6], pixels);
    }

    [Fact]
    public void Constructor_OfHalfPrecision_Refuses() =>
        Assert.Throws<OpenCVException>(() => new Mat(2, 2, MatType.MakeType(depth: 7, channels: 1)));

    [Fact]
    public void CopyTo_WithMask_LeavesRestOfTarget()
    {
        using var mat = new Mat(1, 3, MatType.CV_8UC1, Scalar.All(8));
        using var mask = Mat.FromPixelData(1, 3, MatType.CV_8UC1, new byte[] { 1, 0, 1 });
        byte[] target = [1, 2, 3];
        using var to = Mat.FromPixelData(1, 3, MatType.CV_8UC1, target);

        mat.CopyTo(to, mask);

        Assert.Equal([8, 2, 8], target);
    }

    [Fact]
    public void ConvertTo_OfHounsfieldUnits_ScalesRoundsAndSaturates()
    {
        // Window 400 wide around 40: (hu + 160) * 255 / 400. -160 -> 0, 40 -> 127.5 -> 128 (to even), 240 -> 255.
        using var hu = Mat.FromPixelData(1, 5, MatType.CV_16SC1, new short[] { -1000, -160, 40, 240, 3000 });
        using var grey = new Mat();

        hu.ConvertTo(grey, MatType.CV_8UC1, 255.0 / 400, 160 * 255.0 / 400);

        grey.GetArray(out byte[] pixels);
        Assert.Equal([0, 0, 128, 255, 255], pixels);
    }

    [Fact]
    public void GetArray_OfOtherElement_Refuses()
    {
        using var mat = new Mat(2, 2, MatType.CV_16SC1, Scalar.All(0));

        Assert.Throws<OpenCvSharpException>(() => mat.GetArray(out float[] _));
    }

    [Fact]
    public void SetArray_OfOtherLength_Refuses()
    {
        using var mat = new Mat(2, 2, MatType.CV_8UC1, Scalar.All(0));

        Assert.Throws<OpenCvSharpException>(() => mat.SetArray<byte>(1, 2, 3));
    }

    [Fact]
    public void SetArray_OnPart_FillsItRowByRow()
    {
        using var whole = new Mat(2, 3, MatType.CV_8UC1, Scalar.All(0));
        using var part = whole[new Rect(1, 0, 2, 2)];

        part.SetArray<byte>(1, 2, 3, 4);

        whole.GetArray(out byte[] pixels);
        Assert.Equal([0, 1, 2, 0, 3, 4], pixels);
    }

    [Fact]
    public void At_OutsideMatrix_Refuses()
    {
        using var mat = new Mat(2, 2, MatType.CV_8UC1, Scalar.All(0));

        Assert.Throws<ArgumentOutOfRangeException>(() => mat.Get<byte>(2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => mat.Get<byte>(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => mat.Get<int>(0, 0));
    }

    [Fact]
    public void Rows_AfterDispose_Throws()
    {
        var mat = new Mat();
        mat.Dispose();

        Assert.Throws<ObjectDisposedException>(() => mat.Rows);
        Assert.Throws<ObjectDisposedException>(() => Cv2.CountNonZero(mat));
    }

    [Fact]
    public void Dispose_OfManyMatrices_ReturnsTheirMemory()
    {
        var before = Environment.WorkingSet;
        for (var i = 0; i < 500; i++)
        {
            using var mat = new Mat(1024, 1024, MatType.CV_8UC1, Scalar.All(i % 256));
            using var part = mat[new Rect(0, 0, 512, 512)];
            using var copy = part.Clone();
        }

        // 500 matrices of 1 MiB and as many of 0.25 MiB passed by.
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 200L << 20);
    }

    [Fact]
    public void GetVersionString_OfNativeLibrary_IsOpenCv4() => Assert.StartsWith("4.", Cv2.GetVersionString());

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference ViewAndDispose()
    {
        var array = new byte[100];
        using var mat = Mat.FromPixelData(10, 10, MatType.CV_8UC1, array);
        using var part = mat[new Rect(2, 2, 3, 3)];
        return new WeakReference(array);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Array, Mat Part) ViewAndKeepPart()
    {
        var array = Enumerable.Repeat((byte)7, 100).ToArray();
        using var mat = Mat.FromPixelData(10, 10, MatType.CV_8UC1, array);
        return (new WeakReference(array), mat[new Rect(2, 2, 3, 3)]);
    }
}
