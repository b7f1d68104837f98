using OpenCvSharp;

namespace Voxmark.InferenceService.BodyComposition;

/// <summary>The bone of the spine and what lies in it (step 2.3 of docs/body-composition.md).</summary>
internal static class SpineMask
{
    /// <summary>What the steps after this one take a vertebra to be.</summary>
    public const double MinRadiusMm = 18, MaxRadiusMm = 27;

    private const double SmoothingMm = 0.8, BoneHu = 150, DiscHu = 20, CloseMm = 2;

    /// <summary>The window that is looked at.</summary>
    private const double AcrossMm = 60, FrontRadii = 1.7, BackMm = 75;

    /// <summary>Of the vertebral body, what counts as spine without being bone: marrow and disc.</summary>
    private const double DiscRadii = 0.97;

    /// <summary>Parts that do not touch the body (spinous and transverse processes): how near to its middle line, and how large.</summary>
    private const double NearMm = 35, MinAreaMm2 = 15;

    /// <param name="hu">CV_32FC1 on the work grid.</param>
    /// <returns>CV_8UC1 on the work grid.</returns>
    public static Mat Of(Mat hu, Vertebra vertebra)
    {
        var mask = new Mat(hu.Size(), MatType.CV_8UC1, Scalar.All(0));
        var window = WindowOf(vertebra) & new Rect(0, 0, hu.Cols, hu.Rows);
        if (window.Width <= 0 || window.Height <= 0)
            return mask;
        using var near = hu[window];
        using var smooth = Morphology.Smoothed(near, SmoothingMm);
        using var bone = Morphology.Above(smooth, BoneHu);
        Morphology.Close(bone, CloseMm);
        using var disc = Disc(window, vertebra);
        using var filled = Morphology.Above(near, DiscHu);
        Cv2.BitwiseAnd(filled, disc, filled);
        Cv2.BitwiseOr(bone, filled, bone);
        KeepSpine(bone, disc, window, vertebra);
        Morphology.FillHoles(bone);
        using var target = mask[window];
        bone.CopyTo(target);
        return mask;
    }

    private static Rect WindowOf(Vertebra vertebra)
    {
        var (left, top) = ((int)Math.Floor(vertebra.X - AcrossMm) + 1, (int)Math.Floor(vertebra.Y - (FrontRadii * vertebra.RadiusMm)) + 1);
        var (right, bottom) = ((int)Math.Ceiling(vertebra.X + AcrossMm), (int)Math.Ceiling(vertebra.Y + BackMm));
        return new(left, top, right - left, bottom - top);
    }

    private static Mat Disc(Rect window, Vertebra vertebra)
    {
        var disc = new Mat(window.Size, MatType.CV_8UC1);
        var pixels = disc.All<byte>();
        var radius = DiscRadii * vertebra.RadiusMm;
        for (var n = 0; n < pixels.Length; n++)
        {
            var (x, y) = (window.X + (n % window.Width) - vertebra.X, window.Y + (n / window.Width) - vertebra.Y);
            pixels[n] = (x * x) + (y * y) <= radius * radius ? byte.MaxValue : (byte)0;
        }

        return disc;
    }

    private static void KeepSpine(Mat bone, Mat disc, Rect window, Vertebra vertebra)
    {
        using var parts = Parts.Of(bone, PixelConnectivity.Connectivity8);
        var stays = Array.ConvertAll(parts.SharedWith(disc), shared => shared > 0);
        for (var part = 1; part < parts.Count; part++)
        {
            var (x, y) = parts.MiddleOf(part);
            stays[part] |= Math.Abs(window.X + x - vertebra.X) < NearMm && window.Y + y > vertebra.Y && parts.AreaOf(part) > MinAreaMm2;
        }

        parts.Write(stays, bone);
    }
}
