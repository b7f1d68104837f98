using Voxmark.Contracts.Quant;

namespace Voxmark.QuantService.BodyComposition;

/// <summary>What turns voxels into quantities, the same for all slices.</summary>
/// <param name="SliceSpacingMm">Centre to centre; null when the series is no regular volume.</param>
/// <param name="Slope">Value = voxel · Slope + Intercept. Never 0.</param>
internal sealed record MeasureUnits(double? SliceSpacingMm, double Slope, double Intercept)
{
    private const double Mm2PerCm2 = 100;
    private const double MmPerCm = 10;

    /// <summary>Values that differ by less are one value: slopes are decimal fractions, and doubles are not.</summary>
    private const double Rounding = 1e-6;

    /// <param name="pixelAreaMm2">Row spacing × column spacing; null when the images do not state their pixel spacing.</param>
    public static double? AreaCm2(long pixels, double? pixelAreaMm2) => pixels * pixelAreaMm2 / Mm2PerCm2;

    /// <summary>
    /// Σ over slices of area × slice spacing. Spacing and not thickness: slices may overlap or leave gaps, and spacing
    /// makes the sum cover the range once.
    /// </summary>
    /// <param name="areasCm2">Of each slice; with one unknown, there is no volume.</param>
    public double? VolumeCm3(IEnumerable<double?> areasCm2) =>
        areasCm2.Aggregate((double?)0, (sum, area) => sum + area) * SliceSpacingMm / MmPerCm;

    /// <returns>Null of no voxels, and of voxels in no one unit.</returns>
    public ValueStatistics? StatisticsOf(VoxelTally voxels, string? unit, double? median = null) =>
        voxels.Count == 0 || unit is null ? null : new(
            unit, Value(voxels.Mean), voxels.StandardDeviation * Math.Abs(Slope),
            Value(Slope > 0 ? voxels.Min : voxels.Max), Value(Slope > 0 ? voxels.Max : voxels.Min),
            median is { } middle ? Value(middle) : null);

    /// <summary>The voxels whose values lie in a range; null for no end.</summary>
    public VoxelInterval RangeOf(double? min, double? max)
    {
        var low = (min - Rounding - Intercept) / Slope;
        var high = (max + Rounding - Intercept) / Slope;
        return Slope > 0
            ? new(low ?? double.NegativeInfinity, high ?? double.PositiveInfinity)
            : new(high ?? double.NegativeInfinity, low ?? double.PositiveInfinity);
    }

    private double Value(double voxel) => voxel * Slope + Intercept;
}
