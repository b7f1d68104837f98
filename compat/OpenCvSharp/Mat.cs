using OpenCvSharp.Internal;

namespace OpenCvSharp;

/// <summary>
/// A dense array of pixels, row by row. Parts of a matrix share its memory; <see cref="Clone"/> copies it. Like the
/// package's, an instance may be read by several threads at once, but not while one writes to it.
/// </summary>
public partial class Mat : IDisposable
{
    public Mat()
    {
        NativeMethods.HandleException(NativeMethods.cvs_mat_new(out var mat));
        Handle = new MatHandle(mat, null);
    }

    /// <summary>Pixels of undefined value.</summary>
    public Mat(int rows, int cols, MatType type)
    {
        NativeMethods.HandleException(NativeMethods.cvs_mat_new_sized(rows, cols, type, out var mat));
        Handle = new MatHandle(mat, null);
    }

    /// <inheritdoc cref="Mat(int, int, MatType)" />
    public Mat(Size size, MatType type)
        : this(size.Height, size.Width, type)
    {
    }

    public Mat(int rows, int cols, MatType type, Scalar s)
        : this(rows, cols, type) => SetTo(s);

    public Mat(Size size, MatType type, Scalar s)
        : this(size.Height, size.Width, type, s)
    {
    }

    /// <summary>A part that shares <paramref name="m"/>'s memory, and keeps it alive.</summary>
    public Mat(Mat m, Rect roi)
    {
        ArgumentNullException.ThrowIfNull(m);
        m.ThrowIfDisposed();
        NativeMethods.HandleException(NativeMethods.cvs_mat_new_part(m.Handle, roi, out var mat));
        Handle = new MatHandle(mat, m.Handle.HoldPixels());
    }

    /// <param name="mat">A cv::Mat that this instance becomes the owner of.</param>
    /// <param name="pixels">A hold that this instance will release.</param>
    internal Mat(IntPtr mat, PinnedArray? pixels = null) => Handle = new MatHandle(mat, pixels);

    internal MatHandle Handle { get; }

    public bool IsDisposed => Handle.IsClosed;

    /// <summary>−1 where there are more than two dimensions.</summary>
    public int Rows => Header.Rows;

    /// <inheritdoc cref="Rows" />
    public int Cols => Header.Cols;

    /// <inheritdoc cref="Rows" />
    public int Height => Rows;

    /// <inheritdoc cref="Rows" />
    public int Width => Cols;

    public int Dims => Header.Dims;

    /// <summary>Address of the first pixel, good until this matrix is written to as an output or disposed.</summary>
    public IntPtr Data => Header.Data;

    internal MatHeader Header
    {
        get
        {
            ThrowIfDisposed();
            NativeMethods.cvs_mat_header(Handle, out var header);
            return header;
        }
    }

    public Mat this[Rect roi] => SubMat(roi);

    public MatType Type() => new(Header.Type);

    public int Depth() => Type().Depth;

    public int Channels() => Type().Channels;

    public Size Size()
    {
        var header = Header;
        return new Size(header.Cols, header.Rows);
    }

    /// <summary>Bytes of a pixel, all its channels together.</summary>
    public int ElemSize() => Header.ElemSize;

    /// <summary>Bytes from one row to the next.</summary>
    public long Step() => Header.Step;

    /// <summary>Number of pixels.</summary>
    public long Total() => Header.Total;

    public bool Empty() => Header.Total == 0;

    /// <summary>Whether the rows follow each other without a gap.</summary>
    public bool IsContinuous() => Header.IsContinuous;

    /// <summary>A part that shares this matrix's memory, and keeps it alive.</summary>
    public Mat SubMat(Rect roi) => new(this, roi);

    public Mat Clone()
    {
        ThrowIfDisposed();
        NativeMethods.HandleException(NativeMethods.cvs_mat_clone(Handle, out var mat));
        return new Mat(mat);
    }

    /// <param name="mask">Copies only where this is not 0; a newly allocated <paramref name="m"/> is 0 elsewhere.</param>
    public void CopyTo(Mat m, InputArray? mask = null)
    {
        ArgumentNullException.ThrowIfNull(m);
        ThrowIfDisposed();
        m.ThrowIfDisposed();
        NativeMethods.HandleException(NativeMethods.cvs_mat_copy_to(Handle, m.Handle, HandleOf(mask)));
    }

    /// <summary>Writes each value times <paramref name="alpha"/> plus <paramref name="beta"/>, rounded and saturated.
    /// </summary>
    /// <param name="rtype">The result's depth; its channels are this matrix's. Negative: this matrix's depth.</param>
    public void ConvertTo(OutputArray m, MatType rtype, double alpha = 1, double beta = 0)
    {
        ArgumentNullException.ThrowIfNull(m);
        ThrowIfDisposed();
        NativeMethods.HandleException(NativeMethods.cvs_mat_convert_to(Handle, m.Mat.Handle, rtype, alpha, beta));
    }

    /// <param name="mask">Sets only where this is not 0.</param>
    public Mat SetTo(Scalar value, Mat? mask = null)
    {
        ThrowIfDisposed();
        mask?.ThrowIfDisposed();
        NativeMethods.HandleException(NativeMethods.cvs_mat_set_to(Handle, value, mask?.Handle ?? MatHandle.None));
        return this;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            Handle.Dispose();
    }

    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(IsDisposed, this);

    internal static MatHandle HandleOf(InputArray? array) => array?.Mat.Handle ?? MatHandle.None;
}
