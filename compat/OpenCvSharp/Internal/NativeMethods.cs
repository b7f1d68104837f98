using System.Runtime.InteropServices;

namespace OpenCvSharp.Internal;

/// <summary>
/// The shim's functions (native/*.cpp). Those that return int answer 0 or an OpenCV error code; the error itself stays
/// with the calling thread until its next call.
/// </summary>
internal static unsafe partial class NativeMethods
{
    private const string Shim = "libopencvshim";

    /// <exception cref="OpenCVException"><paramref name="status"/> is not 0.</exception>
    internal static void HandleException(int status)
    {
        if (status == 0)
            return;
        cvs_last_error(out var func, out var message, out var file, out var line);
        throw new OpenCVException((ErrorCode)status, Text(func), Text(message), Text(file), line);
    }

    private static string Text(IntPtr utf8) => Marshal.PtrToStringUTF8(utf8) ?? string.Empty;

    [LibraryImport(Shim)]
    private static partial void cvs_last_error(out IntPtr func, out IntPtr message, out IntPtr file, out int line);

    [LibraryImport(Shim)]
    internal static partial int cvs_mat_new(out IntPtr result);

    [LibraryImport(Shim)]
    internal static partial int cvs_mat_new_sized(int rows, int cols, int type, out IntPtr result);

    [LibraryImport(Shim)]
    internal static partial int cvs_mat_new_view(int rows, int cols, int type, IntPtr data, long step, out IntPtr result);

    [LibraryImport(Shim)]
    internal static partial int cvs_mat_new_part(MatHandle whole, Rect roi, out IntPtr result);

    [LibraryImport(Shim)]
    internal static partial void cvs_mat_delete(IntPtr mat);

    [LibraryImport(Shim)]
    internal static partial void cvs_mat_header(MatHandle mat, out MatHeader header);

    [LibraryImport(Shim)]
    internal static partial int cvs_mat_clone(MatHandle mat, out IntPtr result);

    [LibraryImport(Shim)]
    internal static partial int cvs_mat_copy_to(MatHandle mat, MatHandle to, MatHandle mask);

    [LibraryImport(Shim)]
    internal static partial int cvs_mat_convert_to(MatHandle mat, MatHandle to, int type, double alpha, double beta);

    [LibraryImport(Shim)]
    internal static partial int cvs_mat_set_to(MatHandle mat, Scalar value, MatHandle mask);

    [LibraryImport(Shim)]
    internal static partial IntPtr cvs_version();

    [LibraryImport(Shim)]
    internal static partial void cvs_rng_set(ulong state);

    [LibraryImport(Shim)]
    internal static partial ulong cvs_rng_get();

    [LibraryImport(Shim)]
    internal static partial int cvs_threads_set(int count);

    [LibraryImport(Shim)]
    internal static partial int cvs_threads_get();

    [LibraryImport(Shim)]
    internal static partial int cvs_merge(IntPtr* mats, int count, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int cvs_split(MatHandle src, IntPtr* result, int count);

    [LibraryImport(Shim)]
    internal static partial int cvs_in_range(MatHandle src, MatHandle lower, MatHandle upper, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int cvs_in_range_scalar(MatHandle src, Scalar lower, Scalar upper, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int cvs_bitwise_and(MatHandle a, MatHandle b, MatHandle dst, MatHandle mask);

    [LibraryImport(Shim)]
    internal static partial int cvs_bitwise_or(MatHandle a, MatHandle b, MatHandle dst, MatHandle mask);

    [LibraryImport(Shim)]
    internal static partial int cvs_bitwise_xor(MatHandle a, MatHandle b, MatHandle dst, MatHandle mask);

    [LibraryImport(Shim)]
    internal static partial int cvs_bitwise_not(MatHandle src, MatHandle dst, MatHandle mask);

    [LibraryImport(Shim)]
    internal static partial int cvs_count_non_zero(MatHandle src, out int result);

    [LibraryImport(Shim)]
    internal static partial int cvs_calc_hist(IntPtr* mats, int count, int* channels, MatHandle mask, MatHandle hist,
        int dims, int* sizes, Rangef* ranges, int uniform, int accumulate);

    [LibraryImport(Shim)]
    internal static partial int cvs_calc_back_project(IntPtr* mats, int count, int* channels, int dims, MatHandle hist,
        MatHandle dst, Rangef* ranges, int uniform);

    [LibraryImport(Shim)]
    internal static partial int cvs_grab_cut(MatHandle img, MatHandle mask, Rect rect, MatHandle background,
        MatHandle foreground, int iterations, int mode);

    [LibraryImport(Shim)]
    internal static partial int cvs_watershed(MatHandle img, MatHandle markers);

    [LibraryImport(Shim)]
    internal static partial int cvs_flood_fill(MatHandle img, MatHandle mask, Point seed, Scalar value, out Rect bounds,
        Scalar below, Scalar above, int flags, out int area);

    [LibraryImport(Shim)]
    internal static partial int cvs_gaussian_blur(MatHandle src, MatHandle dst, Size size, double sigmaX, double sigmaY,
        int border);

    [LibraryImport(Shim)]
    internal static partial int cvs_morphology_ex(MatHandle src, MatHandle dst, int operation, MatHandle element,
        Point anchor, int iterations, int border, Scalar borderValue);

    [LibraryImport(Shim)]
    internal static partial int cvs_structuring_element(int shape, Size size, Point anchor, out IntPtr result);

    [LibraryImport(Shim)]
    internal static partial int cvs_threshold(MatHandle src, MatHandle dst, double threshold, double max, int type,
        out double used);

    [LibraryImport(Shim)]
    internal static partial int cvs_connected_components_with_stats(MatHandle img, MatHandle labels, MatHandle stats,
        MatHandle centroids, int connectivity, out int count);

    [LibraryImport(Shim)]
    internal static partial int cvs_distance_transform(MatHandle src, MatHandle dst, int distance, int maskSize);

    [LibraryImport(Shim)]
    internal static partial int cvs_find_contours(MatHandle img, int mode, int method, Point offset, out IntPtr result,
        out int count, out int points);

    [LibraryImport(Shim)]
    internal static partial void cvs_contours_copy(IntPtr contours, int* lengths, Point* points,
        HierarchyIndex* hierarchy);

    [LibraryImport(Shim)]
    internal static partial void cvs_contours_delete(IntPtr contours);

    [LibraryImport(Shim)]
    internal static partial int cvs_fill_poly(MatHandle img, Point* points, int* lengths, int count, Scalar color,
        int lineType, int shift, Point offset);
}
