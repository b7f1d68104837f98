using OpenCvSharp;

namespace Voxmark.InferenceService.BodyComposition;

/// <summary>Behind the kidneys the wall's contour cuts corners: what is muscle there goes to the wall, and what is a pocket of
/// fat to the cavity (step 2.8 a, b of docs/body-composition.md).</summary>
internal static class BackOfTheWall
{
    private const double QuadratusOpenMm = 1.5, MinQuadratusMm2 = 30, MaxQuadratusMm2 = 900, AcrossMm = 95, BehindMm = 1;

    /// <summary>How much of it must touch the muscles of the wall, how near these count as touched, and where they are looked
    /// for: so many radii behind the vertebra's middle.</summary>
    private const double TouchedMm2 = 12, TouchMm = 2, WallRadii = 0.6;

    private const double PocketOpenMm = 3, MinPocketMm2 = 60, PocketTouchMm = 2.5, PocketGrowMm = 1;

    public static void TakeQuadratus(WorkSlice slice, Mat bone, Vertebra vertebra, Mat cavity, Mat wall)
    {
        var (grid, pixelMm, pixelMm2) = (slice.Grid, slice.Grid.PixelMm, slice.Grid.PixelMm * slice.Grid.PixelMm);
        using var isMuscle = Morphology.InRange(slice.Pixels, TissueLabels.MuscleFromHu, TissueLabels.MuscleToHu);
        using var touched = new Mat();
        Cv2.BitwiseAnd(wall, isMuscle, touched);
        touched.SetTo(Scalar.All(0), bone);
        SupineMasks.KeepOnly(touched, Behind(grid, vertebra.Y + (WallRadii * vertebra.RadiusMm)));
        Morphology.Dilate(touched, TouchMm / pixelMm);

        Cv2.BitwiseAnd(isMuscle, cavity, isMuscle);
        SupineMasks.KeepOnly(isMuscle, Behind(grid, vertebra.Y));
        Morphology.Open(isMuscle, QuadratusOpenMm / pixelMm);
        using var parts = Parts.Of(isMuscle, PixelConnectivity.Connectivity8);
        var shared = parts.SharedWith(touched);
        var goes = new bool[parts.Count];
        for (var part = 1; part < goes.Length; part++)
        {
            var x = ((parts.MiddleOf(part).X + 0.5) * grid.SpacingMm.X) - 0.5;
            var top = ((parts.BoxOf(part).Top + 0.5) * grid.SpacingMm.Y) - 0.5;
            goes[part] = parts.AreaOf(part) * pixelMm2 is >= MinQuadratusMm2 and <= MaxQuadratusMm2
                && shared[part] * pixelMm2 >= TouchedMm2 && Math.Abs(x - vertebra.X) < AcrossMm && top > vertebra.Y + BehindMm;
        }

        parts.Write(goes, isMuscle);
        cavity.SetTo(Scalar.All(0), isMuscle);
        wall.SetTo(Scalar.All(byte.MaxValue), isMuscle);
    }

    public static void GiveFatPockets(WorkSlice slice, Vertebra vertebra, Mat cavity, Mat wall)
    {
        var (pixelMm, pixelMm2) = (slice.Grid.PixelMm, slice.Grid.PixelMm * slice.Grid.PixelMm);
        using var fat = Morphology.InRange(slice.Pixels, TissueLabels.FatFromHu, TissueLabels.FatToHu);
        Cv2.BitwiseAnd(fat, wall, fat);
        SupineMasks.KeepOnly(fat, Behind(slice.Grid, vertebra.Y));
        using var pockets = fat.Clone();
        Morphology.Open(pockets, PocketOpenMm / pixelMm);
        using var near = cavity.Clone();
        Morphology.Dilate(near, PocketTouchMm / pixelMm);
        using var parts = Parts.Of(pockets, PixelConnectivity.Connectivity8);
        var shared = parts.SharedWith(near);
        var goes = new bool[parts.Count];
        for (var part = 1; part < goes.Length; part++)
            goes[part] = shared[part] > 0 && parts.AreaOf(part) * pixelMm2 > MinPocketMm2;
        parts.Write(goes, pockets);
        Morphology.Dilate(pockets, PocketGrowMm / pixelMm);
        Cv2.BitwiseAnd(pockets, fat, pockets);
        wall.SetTo(Scalar.All(0), pockets);
        cavity.SetTo(Scalar.All(byte.MaxValue), pockets);
    }

    private static Rect Behind(WorkGrid grid, double y) => SupineMasks.Between(grid, -1, double.MaxValue, y, double.MaxValue);
}
