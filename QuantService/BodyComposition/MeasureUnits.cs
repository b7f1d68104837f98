namespace Voxmark.QuantService.BodyComposition;

/// <summary>What turns voxels into quantities.</summary>
/// <param name="PixelAreaMm2">Row spacing × column spacing; null when the images do not state their pixel spacing.</param>
/// <param name="SliceSpacingMm">Centre to centre; null when the series is no regular volume.</param>
/// <param name="Slope">Value = voxel · Slope + Intercept, in HU for CT. Never 0.</param>
internal sealed record MeasureUnits(double? PixelAreaMm2, double? SliceSpacingMm, double Slope, double Intercept)
{
    private const double Mm2PerCm2 = 100;
    private const double Mm3PerCm3 = 1000;

    public double? AreaCm2(long pixels) => pixels * PixelAreaMm2 / Mm2PerCm2;

    /// <summary>
    /// Σ over slices of area × slice spacing. Spacing and not thickness: slices may overlap or leave gaps, and spacing
    /// makes the sum cover the range once.
    /// </summary>
    public double? VolumeCm3(long voxels) => voxels * PixelAreaMm2 * SliceSpacingMm / Mm3PerCm3;

    public double Value(double voxel) => voxel * Slope + Intercept;

    public double Mean(VoxelTally tally) => Value(tally.Mean);

    public double StandardDeviation(VoxelTally tally) => tally.StandardDeviation * Math.Abs(Slope);

    public double Min(VoxelTally tally) => Value(Slope > 0 ? tally.Min : tally.Max);

    public double Max(VoxelTally tally) => Value(Slope > 0 ? tally.Max : tally.Min);
}
