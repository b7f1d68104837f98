using System.Runtime.InteropServices;

namespace OpenCvSharp.Internal;

/// <summary>What a cv::Mat says of itself at one moment; an operation that writes to it may change all of it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct MatHeader
{
    /// <summary>−1, as <see cref="Cols"/>, where there are more than two dimensions.</summary>
    public readonly int Rows, Cols;
    public readonly int Type, Dims;
    /// <summary>Bytes from row to row; 0 where there are more than two dimensions.</summary>
    public readonly long Step;
    public readonly long Total;
    public readonly IntPtr Data;
    public readonly int ElemSize;
    private readonly int _continuous;

    public bool IsContinuous => _continuous != 0;
}
