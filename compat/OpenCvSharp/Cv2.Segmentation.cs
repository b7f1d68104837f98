using OpenCvSharp.Internal;

namespace OpenCvSharp;

public static partial class Cv2
{
    /// <summary>
    /// Separates foreground from background by colour and edges (Rother, Kolmogorov and Blake, "GrabCut", 2004). Draws
    /// from <see cref="GetTheRNG"/>: set it first where results must repeat.
    /// </summary>
    /// <param name="img"><see cref="MatType.CV_8UC3"/>.</param>
    /// <param name="mask"><see cref="GrabCutClasses"/>, <see cref="MatType.CV_8UC1"/>.</param>
    /// <param name="rect">What may be foreground; read only with <see cref="GrabCutModes.InitWithRect"/>.</param>
    /// <param name="bgdModel">What is known of the background, for a later call to go on with.</param>
    /// <param name="fgdModel">What is known of the foreground, for a later call to go on with.</param>
    public static void GrabCut(InputArray img, InputOutputArray mask, Rect rect, InputOutputArray bgdModel,
        InputOutputArray fgdModel, int iterCount, GrabCutModes mode) =>
        NativeMethods.HandleException(NativeMethods.cvs_grab_cut(Handle(img), Handle(mask), rect, Handle(bgdModel),
            Handle(fgdModel), iterCount, (int)mode));

    /// <summary>Lets regions grow from their markers until they meet.</summary>
    /// <param name="image"><see cref="MatType.CV_8UC3"/>.</param>
    /// <param name="markers"><see cref="MatType.CV_32SC1"/>: positive region numbers, 0 where unknown; the result has −1
    /// between regions.</param>
    public static void Watershed(InputArray image, InputOutputArray markers) =>
        NativeMethods.HandleException(NativeMethods.cvs_watershed(Handle(image), Handle(markers)));

    /// <inheritdoc cref="FloodFill(InputOutputArray, Point, Scalar, out Rect, Scalar?, Scalar?, FloodFillFlags)" />
    public static int FloodFill(InputOutputArray image, Point seedPoint, Scalar newVal) =>
        FloodFill(image, seedPoint, newVal, out _);

    /// <summary>Fills the region around a seed whose pixels differ little from a neighbour, or with
    /// <see cref="FloodFillFlags.FixedRange"/> from the seed.</summary>
    /// <param name="rect">Bounds of what was filled.</param>
    /// <param name="loDiff">How far a value may lie below, channel by channel.</param>
    /// <param name="upDiff">How far a value may lie above, channel by channel.</param>
    /// <returns>Number of pixels filled.</returns>
    public static int FloodFill(InputOutputArray image, Point seedPoint, Scalar newVal, out Rect rect,
        Scalar? loDiff = null, Scalar? upDiff = null, FloodFillFlags flags = FloodFillFlags.Link4)
    {
        NativeMethods.HandleException(NativeMethods.cvs_flood_fill(Handle(image), MatHandle.None, seedPoint, newVal,
            out rect, loDiff ?? default, upDiff ?? default, (int)flags, out var area));
        return area;
    }

    /// <inheritdoc cref="FloodFill(InputOutputArray, InputOutputArray, Point, Scalar, out Rect, Scalar?, Scalar?, FloodFillFlags)" />
    public static int FloodFill(InputOutputArray image, InputOutputArray mask, Point seedPoint, Scalar newVal) =>
        FloodFill(image, mask, seedPoint, newVal, out _);

    /// <inheritdoc cref="FloodFill(InputOutputArray, Point, Scalar, out Rect, Scalar?, Scalar?, FloodFillFlags)" />
    /// <param name="mask">One pixel larger than the image on every side: not 0 stops the filling, and what is filled
    /// is written to it.</param>
    public static int FloodFill(InputOutputArray image, InputOutputArray mask, Point seedPoint, Scalar newVal,
        out Rect rect, Scalar? loDiff = null, Scalar? upDiff = null, FloodFillFlags flags = FloodFillFlags.Link4)
    {
        NativeMethods.HandleException(NativeMethods.cvs_flood_fill(Handle(image), Handle(mask), seedPoint, newVal,
            out rect, loDiff ?? default, upDiff ?? default, (int)flags, out var area));
        return area;
    }
}
