using OpenCvSharp;
using Voxmark.Imaging.Masks;

namespace Voxmark.Benchmarks.Labeling;

/// <summary>An ellipse over the phantom's left psoas muscle, as a person would have drawn it.</summary>
internal static class PsoasMask
{
    private const int Size = 512;

    public static byte[] Encoded { get; } = Mask.Encode(Labels(), Size, Size).Bytes.ToArray();

    /// <summary>CV_8UC1, 255 inside.</summary>
    public static Mat ToMat()
    {
        var mask = new Mat(Size, Size, MatType.CV_8UC1);
        mask.SetArray(Array.ConvertAll(Labels(), label => (byte)(255 * label)));
        return mask;
    }

    private static byte[] Labels() =>
    [
        .. Enumerable.Range(0, Size * Size).Select(pixel =>
        {
            var (x, y) = ((pixel % Size - 329) / 27.0, (pixel / Size - 315.5) / 24.0);
            return x * x + y * y <= 1 ? (byte)1 : (byte)0;
        }),
    ];
}
