using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Voxmark.InferenceService.BodyComposition;

/// <summary>A matrix' own memory, without a copy. Good until the matrix is written to as an output or disposed. OpenCvSharp
/// checks neither bounds nor life, and reads and writes whatever memory lies there: pixels are reached through here only.</summary>
internal static class MatPixels
{
    /// <param name="mat">Its rows without gaps: no part of another matrix.</param>
    /// <exception cref="ArgumentException">The matrix has gaps, or elements of another size.</exception>
    /// <exception cref="ObjectDisposedException"/>
    public static Span<T> All<T>(this Mat mat)
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(mat.IsDisposed, mat);
        if (mat.Empty() || mat.ElemSize() != Unsafe.SizeOf<T>() || !mat.IsContinuous())
            throw new ArgumentException($"The matrix is empty, has gaps, or holds something else than {typeof(T).Name}.", nameof(mat));
        return MemoryMarshal.CreateSpan(ref mat.At<T>(0, 0), checked((int)mat.Total()));
    }

    /// <summary>One row, also of a part of another matrix.</summary>
    /// <inheritdoc cref="All"/>
    public static Span<T> Row<T>(this Mat mat, int row)
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(mat.IsDisposed, mat);
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, mat.Rows);
        if (mat.Empty() || mat.ElemSize() != Unsafe.SizeOf<T>())
            throw new ArgumentException($"The matrix is empty, or holds something else than {typeof(T).Name}.", nameof(mat));
        return MemoryMarshal.CreateSpan(ref mat.At<T>(row, 0), mat.Cols);
    }
}
