using System.Runtime.InteropServices;

namespace OpenCvSharp.Internal;

/// <summary>Owns one cv::Mat, and its share of the managed array that it views, if it views one.</summary>
internal sealed class MatHandle : SafeHandle
{
    /// <summary>No matrix: what an optional argument that is left out passes.</summary>
    public static readonly MatHandle None = new(IntPtr.Zero, null);

    private readonly PinnedArray? _pixels;

    /// <param name="pixels">A hold that this handle will release.</param>
    public MatHandle(IntPtr mat, PinnedArray? pixels)
        : base(IntPtr.Zero, ownsHandle: true)
    {
        _pixels = pixels;
        SetHandle(mat);
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    /// <summary>A new hold on the managed array that this matrix was made to view.</summary>
    public PinnedArray? HoldPixels() => _pixels?.Hold();

    protected override bool ReleaseHandle()
    {
        NativeMethods.cvs_mat_delete(handle);
        _pixels?.Release();
        return true;
    }
}
