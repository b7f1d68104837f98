using OpenCvSharp;

namespace Voxmark.LabelingService.Assist;

/// <summary>What tools do to a selection (CV_8UC1, 0 or 255) before they show it.</summary>
internal static class Regions
{
    /// <summary>Takes out pixels whose value lies outside the gate; either end may be open.</summary>
    public static void Gate(Mat selected, Mat values, double? min, double? max)
    {
        if (min is null && max is null)
            return;
        using var passes = new Mat();
        Cv2.InRange(values, Scalar.All(min ?? float.MinValue), Scalar.All(max ?? float.MaxValue), passes);
        Cv2.BitwiseAnd(selected, passes, selected);
    }

    /// <summary>Opening with an ellipse: parts and bridges that are thinner than it vanish.</summary>
    public static void Open(Mat selected, double radiusColumns, double radiusRows)
    {
        var (x, y) = ((int)Math.Round(radiusColumns), (int)Math.Round(radiusRows));
        if (x == 0 && y == 0)
            return;
        using var element = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(2 * x + 1, 2 * y + 1));
        Cv2.MorphologyEx(selected, selected, MorphTypes.Open, element);
    }

    /// <summary>Keeps the connected parts (edge to edge) that share a pixel with <paramref name="seed"/>.</summary>
    public static void KeepTouching(Mat selected, Mat seed)
    {
        using var labels = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();
        var count = Cv2.ConnectedComponentsWithStats(selected, labels, stats, centroids, PixelConnectivity.Connectivity4);
        labels.GetArray(out int[] components);
        seed.GetArray(out byte[] inSeed);
        selected.GetArray(out byte[] pixels);

        var touches = new bool[count];
        for (var i = 0; i < components.Length; i++)
            touches[components[i]] |= inSeed[i] != 0;
        touches[0] = false; // what is not selected
        for (var i = 0; i < components.Length; i++)
            pixels[i] = touches[components[i]] ? byte.MaxValue : (byte)0;
        selected.SetArray(pixels);
    }

    public static byte[] ToLabels(Mat selected)
    {
        selected.GetArray(out byte[] pixels);
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] &= 1;
        return pixels;
    }
}
