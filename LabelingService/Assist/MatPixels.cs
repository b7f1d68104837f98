using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Voxmark.LabelingService.Assist;

/// <summary>A matrix' own memory, without a copy: half a megabyte copied for each look would keep the garbage collector
/// busier than the tool. Good until the matrix is written to as an output or disposed.</summary>
internal static class MatPixels
{
    public static Span<T> Row<T>(this Mat mat, int row)
        where T : unmanaged => MemoryMarshal.CreateSpan(ref mat.At<T>(row, 0), mat.Cols);

    /// <param name="mat">At least one pixel, its rows without gaps: no part of another matrix.</param>
    public static Span<T> All<T>(this Mat mat)
        where T : unmanaged => MemoryMarshal.CreateSpan(ref mat.At<T>(0, 0), checked((int)mat.Total()));
}
