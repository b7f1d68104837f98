using OpenCvSharp;

namespace Voxmark.InferenceService.BodyComposition;

/// <summary>From contours to tissues, on a slice's own pixels (step 2.8 of docs/body-composition.md).</summary>
internal static class TissueMasks
{
    /// <summary>Before and beside the spine there is no cavity.</summary>
    private const double BehindRadii = 0.3, BesideMm = 8;

    /// <summary>The spine's outer shell is thinner than a pixel: it grows by so much where pixels are smaller than that.</summary>
    private const double ShellMm = 1, SmallPixelMm = 1.5;

    /// <summary>Muscle lies deeper than skin, and in patches of at least so much.</summary>
    private const double SkinMm = 3, MinMuscleMm2 = 20;

    /// <summary>Subcutaneous fat keeps so far from air, and at least a pixel.</summary>
    private const double AirMm = 1.5;

    /// <summary>Fat so near a contour lies on its other side, and at least all of a pixel does.</summary>
    private const double RimMm = 1.5, RimPixels = 1.05;

    /// <param name="body">Of <see cref="BodyMask"/>, on the work grid.</param>
    /// <param name="spine">Of <see cref="SpineMask"/>, on the work grid.</param>
    /// <param name="vertebra">With the radius that the spine was given.</param>
    /// <returns><see cref="TissueLabels"/> of the stored pixels, row-major [Rows, Columns].</returns>
    public static byte[] Of(WorkSlice slice, Mat body, Mat spine, Vertebra vertebra, BodyContours contours)
    {
        var (grid, pixelMm) = (slice.Grid, slice.Grid.PixelMm);
        using var trunk = SupineMasks.Of(body, grid);
        using var bone = SupineMasks.Of(spine, grid);
        if (pixelMm < SmallPixelMm)
            Morphology.Dilate(bone, ShellMm / pixelMm);
        using var fascia = SupineMasks.Of(contours.OuterFascia, grid);
        using var cavity = CavityOf(fascia, vertebra, contours, grid);
        using var wall = new Mat();
        Cv2.Subtract(fascia, cavity, wall);
        BackOfTheWall.TakeQuadratus(slice, bone, vertebra, cavity, wall);
        BackOfTheWall.GiveFatPockets(slice, vertebra, cavity, wall);

        using var muscle = MuscleOf(slice, trunk, wall, bone);
        using var labels = Label(slice, trunk, fascia, cavity, wall, bone, muscle);
        using var stored = grid.Turn.ToStored(labels);
        return stored.All<byte>().ToArray();
    }

    private static Mat CavityOf(Mat fascia, Vertebra vertebra, BodyContours contours, WorkGrid grid)
    {
        var cavity = SupineMasks.Of(contours.InnerWall, grid);
        Cv2.BitwiseAnd(cavity, fascia, cavity);
        using var right = SupineMasks.Of(contours.RightPsoas, grid);
        using var left = SupineMasks.Of(contours.LeftPsoas, grid);
        cavity.SetTo(Scalar.All(0), right);
        cavity.SetTo(Scalar.All(0), left);
        var beside = vertebra.RadiusMm + BesideMm;
        var behind = SupineMasks.Between(
            grid, vertebra.X - beside, vertebra.X + beside, vertebra.Y + (BehindRadii * vertebra.RadiusMm), double.MaxValue);
        using var atSpine = cavity[behind];
        atSpine.SetTo(Scalar.All(0));
        return cavity;
    }

    private static Mat MuscleOf(WorkSlice slice, Mat trunk, Mat wall, Mat bone)
    {
        var muscle = Morphology.Deeper(trunk, SkinMm / slice.Grid.PixelMm);
        var minPixels = MinMuscleMm2 / (slice.Grid.PixelMm * slice.Grid.PixelMm);
        var hu = slice.Pixels.All<float>();
        var inWall = wall.All<byte>();
        var inBone = bone.All<byte>();
        var pixels = muscle.All<byte>();
        for (var n = 0; n < pixels.Length; n++)
        {
            if (inWall[n] == 0 || inBone[n] != 0 || !TissueLabels.IsMuscle(hu[n]))
                pixels[n] = 0;
        }

        using var parts = Parts.Of(muscle, PixelConnectivity.Connectivity4);
        var stays = new bool[parts.Count];
        for (var part = 1; part < stays.Length; part++)
            stays[part] = parts.AreaOf(part) >= minPixels;
        parts.Write(stays, muscle);
        return muscle;
    }

    private static Mat Label(WorkSlice slice, Mat trunk, Mat fascia, Mat cavity, Mat wall, Mat bone, Mat muscle)
    {
        var pixelMm = slice.Grid.PixelMm;
        var rim = Math.Max(RimMm / pixelMm, RimPixels);
        using var fromAir = Morphology.Deeper(trunk, Math.Max(AirMm / pixelMm, 1));
        using var fromFascia = Morphology.Deeper(fascia, rim);
        using var nearCavity = Morphology.Near(cavity, rim);
        var labels = new Mat(fascia.Size(), MatType.CV_8UC1);
        var hu = slice.Pixels.All<float>();
        var fasciaPixels = fascia.All<byte>();
        var cavityPixels = cavity.All<byte>();
        var wallPixels = wall.All<byte>();
        var bonePixels = bone.All<byte>();
        var musclePixels = muscle.All<byte>();
        var fromAirPixels = fromAir.All<byte>();
        var fromFasciaPixels = fromFascia.All<byte>();
        var nearCavityPixels = nearCavity.All<byte>();
        var pixels = labels.All<byte>();
        for (var n = 0; n < pixels.Length; n++)
        {
            if (musclePixels[n] != 0)
                pixels[n] = TissueLabels.Muscle;
            else if (fasciaPixels[n] == 0)
                pixels[n] = TissueLabels.IsFat(hu[n]) && fromAirPixels[n] != 0 ? TissueLabels.SubcutaneousFat : (byte)0;
            else if (bonePixels[n] != 0)
                pixels[n] = 0;
            else if (cavityPixels[n] != 0)
                pixels[n] = TissueLabels.IsVisceralFat(hu[n]) ? TissueLabels.VisceralFat : (byte)0;
            else if (wallPixels[n] != 0 && TissueLabels.IsFat(hu[n]))
                pixels[n] = FatOfWall(hu[n], fromFasciaPixels[n] == 0, nearCavityPixels[n] != 0);
            else
                pixels[n] = 0;
        }

        return labels;
    }

    private static byte FatOfWall(float hu, bool isAtFascia, bool isAtCavity) =>
        isAtFascia ? TissueLabels.SubcutaneousFat
        : isAtCavity && TissueLabels.IsVisceralFat(hu) ? TissueLabels.VisceralFat
        : TissueLabels.IntermuscularFat;
}
