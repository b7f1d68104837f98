using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Voxmark.LabelingService.Assist.Images;

/// <summary>A matrix' own memory, without a copy: half a megabyte copied for each look would keep the garbage collector
/// busier than the tool. Good until the matrix is written to as an output or disposed. OpenCvSharp checks neither bounds nor
/// life, and reads and writes whatever memory lies there: pixels are reached through here only.</summary>
internal static class MatPixels
{
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <inheritdoc cref="All"/>
    public static Span<T> Row<T>(this Mat mat, int row)
        where T : unmanaged
    {
        Check<T>(mat);
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, mat.Rows);
        return MemoryMarshal.CreateSpan(ref mat.At<T>(row, 0), mat.Cols);
    }

    /// <param name="mat">Its rows without gaps: no part of another matrix.</param>
    /// <exception cref="ArgumentException">The matrix has gaps, or elements of another size.</exception>
    /// <exception cref="ObjectDisposedException"/>
    public static Span<T> All<T>(this Mat mat)
        where T : unmanaged
    {
        Check<T>(mat);
        if (!mat.IsContinuous())
            throw new ArgumentException("The matrix is a part of another: its rows have gaps between them.", nameof(mat));
        return MemoryMarshal.CreateSpan(ref mat.At<T>(0, 0), checked((int)mat.Total()));
    }

    /// <summary>A selection or another map of bytes, CV_8UC1 [rows, columns].</summary>
    /// <exception cref="ArgumentException">There are not rows × columns pixels.</exception>
    public static Mat Of(ReadOnlySpan<byte> pixels, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, (long)rows * columns);
        var mat = new Mat(rows, columns, MatType.CV_8UC1);
        pixels.CopyTo(mat.All<byte>());
        return mat;
    }

    private static void Check<T>(Mat mat)
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(mat.IsDisposed, mat);
        if (mat.Empty() || mat.ElemSize() != Unsafe.SizeOf<T>())
            throw new ArgumentException($"The matrix is empty, or holds something else than {typeof(T).Name}.", nameof(mat));
    }
}
