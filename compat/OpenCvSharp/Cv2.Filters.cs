using OpenCvSharp.Internal;

namespace OpenCvSharp;

public static partial class Cv2
{
    /// <param name="ksize">Odd, in pixels; 0: as large as the sigma needs.</param>
    /// <param name="sigmaX">Pixels; 0: what suits <paramref name="ksize"/>.</param>
    /// <param name="sigmaY">Pixels; 0: <paramref name="sigmaX"/>.</param>
    public static void GaussianBlur(InputArray src, OutputArray dst, Size ksize, double sigmaX, double sigmaY = 0,
        BorderTypes borderType = BorderTypes.Default) =>
        NativeMethods.HandleException(
            NativeMethods.cvs_gaussian_blur(Handle(src), Handle(dst), ksize, sigmaX, sigmaY, (int)borderType));

    /// <param name="element">null: a square of 3 × 3 pixels.</param>
    /// <param name="anchor">The element's own pixel; null: its centre.</param>
    /// <param name="borderValue">null: what neither erodes nor dilates from outside the image.</param>
    public static void MorphologyEx(InputArray src, OutputArray dst, MorphTypes op, InputArray? element,
        Point? anchor = null, int iterations = 1, BorderTypes borderType = BorderTypes.Constant,
        Scalar? borderValue = null) =>
        NativeMethods.HandleException(NativeMethods.cvs_morphology_ex(Handle(src), Handle(dst), (int)op,
            Mat.HandleOf(element), anchor ?? new Point(-1, -1), iterations, (int)borderType,
            borderValue ?? Scalar.All(double.MaxValue)));

    public static Mat GetStructuringElement(MorphShapes shape, Size ksize) =>
        GetStructuringElement(shape, ksize, new Point(-1, -1));

    /// <param name="anchor">The element's own pixel; (−1, −1): its centre.</param>
    public static Mat GetStructuringElement(MorphShapes shape, Size ksize, Point anchor)
    {
        NativeMethods.HandleException(
            NativeMethods.cvs_structuring_element((int)shape, ksize, anchor, out var element));
        return new Mat(element);
    }

    /// <returns>The threshold, as given or as <see cref="ThresholdTypes.Otsu"/> or
    /// <see cref="ThresholdTypes.Triangle"/> found it.</returns>
    public static double Threshold(InputArray src, OutputArray dst, double thresh, double maxval, ThresholdTypes type)
    {
        NativeMethods.HandleException(
            NativeMethods.cvs_threshold(Handle(src), Handle(dst), thresh, maxval, (int)type, out var used));
        return used;
    }
}
