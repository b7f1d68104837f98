using System.Runtime.CompilerServices;
using OpenCvSharp.Internal;

namespace OpenCvSharp;

public partial class Mat
{
    /// <summary>A matrix over the caller's memory, without a copy.</summary>
    /// <param name="data">Stays the caller's, who keeps it valid for as long as this matrix or a part of it.</param>
    /// <param name="step">Bytes from row to row; 0: rows follow each other without a gap.</param>
    public static Mat FromPixelData(int rows, int cols, MatType type, IntPtr data, long step = 0)
    {
        NativeMethods.HandleException(NativeMethods.cvs_mat_new_view(rows, cols, type, data, step, out var mat));
        return new Mat(mat);
    }

    /// <summary>A matrix over a managed array, without a copy: either shows what is written to the other. The array
    /// stays where it is until the matrix and its parts are disposed.</summary>
    /// <param name="data">Numbers, in an array of any rank, or <see cref="Vec3b"/>.</param>
    /// <inheritdoc cref="FromPixelData(int, int, MatType, IntPtr, long)" />
    public static Mat FromPixelData(int rows, int cols, MatType type, Array data, long step = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        var pixels = new PinnedArray(data);
        try
        {
            var status = NativeMethods.cvs_mat_new_view(rows, cols, type, pixels.Address, step, out var pointer);
            NativeMethods.HandleException(status);
            var mat = new Mat(pointer, pixels.Hold());
            var header = mat.Header;
            var needed = header.Total == 0 ? 0 : ((rows - 1) * header.Step) + ((long)cols * header.ElemSize);
            if (needed <= ByteLength(data))
                return mat;
            mat.Dispose();
            throw new ArgumentException("The array is shorter than the matrix.", nameof(data));
        }
        finally
        {
            pixels.Release();
        }
    }

    /// <summary>Copies all pixels, row by row.</summary>
    /// <typeparam name="T">What a pixel is, all its channels together.</typeparam>
    /// <exception cref="OpenCvSharpException">A pixel is something else.</exception>
    public unsafe bool GetArray<T>(out T[] data)
        where T : unmanaged
    {
        var header = Header;
        CheckElement<T>(header);
        data = new T[header.Total];
        fixed (T* to = data)
            CopyRows(header, header.Data, (IntPtr)to, matrixFirst: true);
        GC.KeepAlive(this);
        return true;
    }

    /// <summary>Replaces all pixels, row by row.</summary>
    /// <inheritdoc cref="GetArray" path="/typeparam" />
    /// <exception cref="OpenCvSharpException">A pixel is something else, or there are not as many.</exception>
    public unsafe bool SetArray<T>(params T[] data)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        var header = Header;
        CheckElement<T>(header);
        if (data.Length != header.Total)
            throw new OpenCvSharpException($"The array has {data.Length} elements, the matrix {header.Total}.");
        fixed (T* from = data)
            CopyRows(header, header.Data, (IntPtr)from, matrixFirst: false);
        GC.KeepAlive(this);
        return true;
    }

    /// <summary>Address of a row's first pixel, good until this matrix is written to as an output or disposed.</summary>
    public IntPtr Ptr(int i0)
    {
        var header = Header;
        ArgumentOutOfRangeException.ThrowIfNegative(i0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(i0, header.Rows);
        return (nint)(header.Data + (i0 * header.Step));
    }

    /// <summary>The pixel in a row and a column, good until this matrix is written to as an output or disposed.
    /// Convenient, not fast: loop over <see cref="GetArray"/>'s result instead.</summary>
    public unsafe ref T At<T>(int i0, int i1)
        where T : unmanaged
    {
        var header = Header;
        ArgumentOutOfRangeException.ThrowIfNegative(i0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(i0, header.Rows);
        ArgumentOutOfRangeException.ThrowIfNegative(i1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((i1 + 1L) * sizeof(T), (long)header.Cols * header.ElemSize, nameof(i1));
        return ref Unsafe.AsRef<T>((void*)(header.Data + (i0 * header.Step) + ((long)i1 * sizeof(T))));
    }

    /// <inheritdoc cref="At" />
    public T Get<T>(int i0, int i1)
        where T : unmanaged => At<T>(i0, i1);

    /// <inheritdoc cref="At" />
    public void Set<T>(int i0, int i1, T value)
        where T : unmanaged => At<T>(i0, i1) = value;

    private static unsafe void CopyRows(MatHeader header, IntPtr matrix, IntPtr array, bool matrixFirst)
    {
        if (header.Total == 0)
            return;
        var rows = header.IsContinuous ? 1 : header.Rows;
        var bytes = header.Total * header.ElemSize / rows;
        for (var row = 0L; row < rows; row++)
        {
            var inMatrix = (byte*)matrix + (row * header.Step);
            var inArray = (byte*)array + (row * bytes);
            Buffer.MemoryCopy(matrixFirst ? inMatrix : inArray, matrixFirst ? inArray : inMatrix, bytes, bytes);
        }
    }

    private static void CheckElement<T>(MatHeader header)
        where T : unmanaged
    {
        if (header.Dims > 2 && !header.IsContinuous)
            throw new NotSupportedException("A part of a matrix of more than two dimensions.");
        var type = new MatType(header.Type);
        int[] depths = System.Type.GetTypeCode(typeof(T)) switch
        {
            TypeCode.Byte or TypeCode.SByte => [MatType.CV_8U, MatType.CV_8S],
            TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Char => [MatType.CV_16U, MatType.CV_16S],
            TypeCode.Int32 => [MatType.CV_32S],
            TypeCode.Single => [MatType.CV_32F],
            TypeCode.Double => [MatType.CV_64F],
            _ when typeof(T) == typeof(Vec3b) => [MatType.CV_8U],
            _ when typeof(T) == typeof(Point) => [MatType.CV_32S],
            _ => throw new OpenCvSharpException($"Mat data type is not compatible: {typeof(T)}"),
        };
        if (header.Total > 0 && (!depths.Contains(type.Depth) || Unsafe.SizeOf<T>() != header.ElemSize))
            throw new OpenCvSharpException($"Mat data type is not compatible: {type} is not {typeof(T)}");
    }

    private static long ByteLength(Array array)
    {
        if (array is Vec3b[])
            return array.LongLength * Unsafe.SizeOf<Vec3b>();
        return array.GetType().GetElementType()!.IsPrimitive
            ? Buffer.ByteLength(array)
            : throw new NotSupportedException("An array of elements that are neither numbers nor Vec3b.");
    }
}
