namespace Voxmark.IngestService.Volumes;

/// <summary>
/// How modality values become int16 voxels: value = voxel · Slope + Intercept.
/// </summary>
/// <param name="PaddingVoxel">Kept for padding alone; null where padding is mapped as any other value.</param>
internal sealed record VoxelMapping(double Slope, double Intercept, short? PaddingVoxel = null)
{
    /// <summary>Voxels are the values themselves, rounded, and clamped where a metal artefact exceeds int16.</summary>
    public static VoxelMapping Identity { get; } = new(1, 0);

    public short ToVoxel(double value) => (short)Math.Clamp(Rounded(value), short.MinValue, short.MaxValue);

    /// <summary>Whether a value lies beyond what a voxel can hold.</summary>
    public bool Clamps(double value) => Rounded(value) is < short.MinValue or > short.MaxValue;

    /// <summary>
    /// The mapping that keeps most: the values themselves where they are whole and fit (CT nearly always), the stored values
    /// where all frames share one rescale; null when it takes the range of the values to tell.
    /// </summary>
    public static VoxelMapping? Choose(IReadOnlyList<(PixelLayout Layout, ModalityTransform Transform)> frames, bool isHounsfield)
    {
        if (frames.All(f => f.Transform.IsWhole && (isHounsfield || Fits(f.Layout, f.Transform))))
            return Identity;

        var (layout, transform) = frames[0];
        if (transform.Lut is not null || layout.BitsStored > 16 || frames.Any(f => f.Transform != transform || f.Layout != layout))
            return isHounsfield ? Identity : null;
        var shift = layout.HighestStored > short.MaxValue ? -short.MinValue : 0; // unsigned 16 bits: move the range
        return new(transform.Slope, transform.Intercept + shift * transform.Slope);
    }

    /// <summary>Spreads a range of values over all of int16, or over all but its lowest value where that is padding's.</summary>
    public static VoxelMapping Spread((double Min, double Max) range, bool hasPadding = false)
    {
        var lowest = hasPadding ? short.MinValue + 1 : short.MinValue;
        var slope = range.Max > range.Min ? (range.Max - range.Min) / (short.MaxValue - lowest) : 1;
        return new(slope, range.Min - lowest * slope, hasPadding ? short.MinValue : null);
    }

    private double Rounded(double value) => Math.Round((value - Intercept) / Slope, MidpointRounding.AwayFromZero);

    private static bool Fits(PixelLayout layout, ModalityTransform transform) => transform.Lut is { } lut
        ? lut.All(value => value <= short.MaxValue)
        : Fits(transform.Apply(layout.LowestStored)) && Fits(transform.Apply(layout.HighestStored));

    private static bool Fits(double value) => value is >= short.MinValue and <= short.MaxValue;
}
