using System.Runtime.InteropServices;
using OpenCvSharp.Internal;

namespace OpenCvSharp;

/// <summary>OpenCV's functions. An error of OpenCV's is an <see cref="OpenCVException"/>.</summary>
public static partial class Cv2
{
    /// <summary>The native library's version.</summary>
    public static string? GetVersionString() => Marshal.PtrToStringUTF8(NativeMethods.cvs_version());

    /// <summary>Threads that OpenCV itself may use inside one operation.</summary>
    public static int GetNumThreads() => NativeMethods.cvs_threads_get();

    /// <inheritdoc cref="GetNumThreads" />
    public static void SetNumThreads(int nthreads) =>
        NativeMethods.HandleException(NativeMethods.cvs_threads_set(nthreads));

    /// <summary>The calling thread's random number generator.</summary>
    public static RNG GetTheRNG() => new(NativeMethods.cvs_rng_get());

    /// <summary>Sets the calling thread's random number generator: <see cref="GrabCut"/> draws from it.</summary>
    public static RNG SetTheRNG(ulong state)
    {
        NativeMethods.cvs_rng_set(state);
        return new RNG(state);
    }

    /// <summary>Makes one image of several images' channels, in order.</summary>
    public static unsafe void Merge(Mat[] mv, Mat dst)
    {
        using var images = new MatList(mv, nameof(mv));
        fixed (IntPtr* pointers = images.Pointers)
            NativeMethods.HandleException(NativeMethods.cvs_merge(pointers, images.Pointers.Length, Handle(dst)));
    }

    /// <summary>Makes one image of each channel.</summary>
    public static unsafe void Split(Mat src, out Mat[] mv)
    {
        var result = new IntPtr[src.Channels()];
        fixed (IntPtr* pointers = result)
            NativeMethods.HandleException(NativeMethods.cvs_split(Handle(src), pointers, result.Length));
        mv = Array.ConvertAll(result, mat => new Mat(mat));
    }

    /// <inheritdoc cref="Split(Mat, out Mat[])" />
    public static Mat[] Split(Mat src)
    {
        Split(src, out var mv);
        return mv;
    }

    /// <summary>Writes 255 where every channel is from <paramref name="lowerb"/> to <paramref name="upperb"/>, both
    /// inclusive, and 0 elsewhere.</summary>
    public static void InRange(InputArray src, InputArray lowerb, InputArray upperb, OutputArray dst) =>
        NativeMethods.HandleException(
            NativeMethods.cvs_in_range(Handle(src), Handle(lowerb), Handle(upperb), Handle(dst)));

    /// <inheritdoc cref="InRange(InputArray, InputArray, InputArray, OutputArray)" />
    public static void InRange(InputArray src, Scalar lowerb, Scalar upperb, OutputArray dst) =>
        NativeMethods.HandleException(NativeMethods.cvs_in_range_scalar(Handle(src), lowerb, upperb, Handle(dst)));

    public static void BitwiseAnd(InputArray src1, InputArray src2, OutputArray dst, InputArray? mask = null) =>
        NativeMethods.HandleException(
            NativeMethods.cvs_bitwise_and(Handle(src1), Handle(src2), Handle(dst), Mat.HandleOf(mask)));

    public static void BitwiseOr(InputArray src1, InputArray src2, OutputArray dst, InputArray? mask = null) =>
        NativeMethods.HandleException(
            NativeMethods.cvs_bitwise_or(Handle(src1), Handle(src2), Handle(dst), Mat.HandleOf(mask)));

    public static void BitwiseXor(InputArray src1, InputArray src2, OutputArray dst, InputArray? mask = null) =>
        NativeMethods.HandleException(
            NativeMethods.cvs_bitwise_xor(Handle(src1), Handle(src2), Handle(dst), Mat.HandleOf(mask)));

    public static void BitwiseNot(InputArray src, OutputArray dst, InputArray? mask = null) =>
        NativeMethods.HandleException(NativeMethods.cvs_bitwise_not(Handle(src), Handle(dst), Mat.HandleOf(mask)));

    /// <param name="mtx">One channel.</param>
    public static int CountNonZero(InputArray mtx)
    {
        NativeMethods.HandleException(NativeMethods.cvs_count_non_zero(Handle(mtx), out var count));
        return count;
    }

    private static MatHandle Handle(Mat mat)
    {
        ArgumentNullException.ThrowIfNull(mat);
        mat.ThrowIfDisposed();
        return mat.Handle;
    }

    private static MatHandle Handle(InputArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return Handle(array.Mat);
    }

    private static MatHandle Handle(OutputArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return Handle(array.Mat);
    }
}
