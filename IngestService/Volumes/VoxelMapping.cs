namespace Voxmark.IngestService.Volumes;

/// <summary>
/// How modality values become int16 voxels: value = voxel · Slope + Intercept.
/// </summary>
internal sealed record VoxelMapping(double Slope, double Intercept)
{
    /// <summary>Voxels are the values themselves, rounded, and clamped where a metal artefact or padding exceeds int16.</summary>
    public static VoxelMapping Identity { get; } = new(1, 0);

    public short ToVoxel(double value) =>
        (short)Math.Clamp(Math.Round((value - Intercept) / Slope, MidpointRounding.AwayFromZero), short.MinValue, short.MaxValue);

    /// <summary>
    /// The mapping that keeps most: the values themselves where they are whole and fit (CT always), the stored values where
    /// all frames share one rescale; null when it takes the range of the values to tell.
    /// </summary>
    public static VoxelMapping? Choose(IReadOnlyList<(PixelLayout Layout, ModalityTransform Transform)> frames, bool isHounsfield)
    {
        if (isHounsfield || frames.All(f => IsWholeAndFits(f.Layout, f.Transform)))
            return Identity;

        var (layout, transform) = frames[0];
        if (transform.Lut is not null || frames.Any(f => f.Transform != transform || f.Layout != layout))
            return null;
        var shift = layout.HighestStored > short.MaxValue ? -short.MinValue : 0; // unsigned 16 bits: move the range
        return new(transform.Slope, transform.Intercept + shift * transform.Slope);
    }

    /// <summary>Spreads a range of values over all of int16.</summary>
    public static VoxelMapping Spread((double Min, double Max) range)
    {
        var slope = range.Max > range.Min ? (range.Max - range.Min) / ushort.MaxValue : 1;
        return new(slope, range.Min - short.MinValue * slope);
    }

    private static bool IsWholeAndFits(PixelLayout layout, ModalityTransform transform) => transform.Lut is { } lut
        ? lut.All(value => value <= short.MaxValue)
        : double.IsInteger(transform.Slope) && double.IsInteger(transform.Intercept)
            && Fits(transform.Apply(layout.LowestStored)) && Fits(transform.Apply(layout.HighestStored));

    private static bool Fits(double value) => value is >= short.MinValue and <= short.MaxValue;
}
