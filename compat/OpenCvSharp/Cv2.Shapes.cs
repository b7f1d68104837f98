using OpenCvSharp.Internal;

namespace OpenCvSharp;

public static partial class Cv2
{
    /// <summary>Numbers the regions of pixels that are not 0, from 1.</summary>
    /// <param name="labels">Region numbers, <see cref="MatType.CV_32SC1"/>.</param>
    /// <param name="stats">One row a region, row 0 being the background; columns as in
    /// <see cref="ConnectedComponentsTypes"/>, <see cref="MatType.CV_32SC1"/>.</param>
    /// <param name="centroids">One row a region: x and y, <see cref="MatType.CV_64FC1"/>.</param>
    /// <returns>Number of regions, the background included.</returns>
    public static int ConnectedComponentsWithStats(InputArray image, OutputArray labels, OutputArray stats,
        OutputArray centroids, PixelConnectivity connectivity = PixelConnectivity.Connectivity8)
    {
        NativeMethods.HandleException(NativeMethods.cvs_connected_components_with_stats(Handle(image), Handle(labels),
            Handle(stats), Handle(centroids), (int)connectivity, out var count));
        return count;
    }

    /// <summary>Distance of each pixel to the nearest that is 0, in pixels, <see cref="MatType.CV_32FC1"/>.</summary>
    public static void DistanceTransform(InputArray src, OutputArray dst, DistanceTypes distanceType,
        DistanceTransformMasks maskSize) =>
        NativeMethods.HandleException(
            NativeMethods.cvs_distance_transform(Handle(src), Handle(dst), (int)distanceType, (int)maskSize));

    /// <summary>Outlines of the regions of pixels that are not 0: the outermost pixels of a region, the pixels around
    /// a hole.</summary>
    /// <param name="image"><see cref="MatType.CV_8UC1"/>.</param>
    /// <param name="hierarchy">One entry a contour.</param>
    /// <param name="offset">Added to every point.</param>
    public static unsafe void FindContours(InputArray image, out Point[][] contours, out HierarchyIndex[] hierarchy,
        RetrievalModes mode, ContourApproximationModes method, Point? offset = null)
    {
        NativeMethods.HandleException(NativeMethods.cvs_find_contours(Handle(image), (int)mode, (int)method,
            offset ?? default, out var found, out var count, out var total));
        try
        {
            var lengths = new int[count];
            var points = new Point[total];
            hierarchy = new HierarchyIndex[count];
            fixed (int* length = lengths)
            fixed (Point* point = points)
            fixed (HierarchyIndex* index = hierarchy)
                NativeMethods.cvs_contours_copy(found, length, point, index);

            contours = new Point[count][];
            var start = 0;
            for (var i = 0; i < count; start += lengths[i++])
                contours[i] = points[start..(start + lengths[i])];
        }
        finally
        {
            NativeMethods.cvs_contours_delete(found);
        }
    }

    /// <inheritdoc cref="FindContours" />
    public static Point[][] FindContoursAsArray(InputArray image, RetrievalModes mode, ContourApproximationModes method,
        Point? offset = null)
    {
        FindContours(image, out var contours, out _, mode, method, offset);
        return contours;
    }

    /// <summary>Fills what polygons enclose, their outlines included; where they overlap an even number of times it is
    /// left out.</summary>
    /// <param name="pts">Coordinates beyond ±65535 are refused: OpenCV does not return from much larger ones.</param>
    /// <param name="shift">Fractional bits of the coordinates.</param>
    public static unsafe void FillPoly(Mat img, IEnumerable<IEnumerable<Point>> pts, Scalar color,
        LineTypes lineType = LineTypes.Link8, int shift = 0, Point? offset = null)
    {
        ArgumentNullException.ThrowIfNull(pts);
        var polygons = pts.Select(polygon => polygon.ToArray()).ToArray();
        fixed (Point* points = polygons.SelectMany(polygon => polygon).ToArray())
        fixed (int* lengths = polygons.Select(polygon => polygon.Length).ToArray())
        {
            NativeMethods.HandleException(NativeMethods.cvs_fill_poly(Handle(img), points, lengths, polygons.Length,
                color, (int)lineType, shift, offset ?? default));
        }
    }
}
