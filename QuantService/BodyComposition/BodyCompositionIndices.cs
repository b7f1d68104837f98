using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Indices = Voxmark.Contracts.Quant.BodyComposition;

namespace Voxmark.QuantService.BodyComposition;

/// <summary>
/// Body composition at the reference slice. Definitions: Mourtzakis M et al., Appl Physiol Nutr Metab 2008;33:997 (areas at
/// L3, SMI = SMA / height²); Martin L et al., J Clin Oncol 2013;31:1539 (muscle attenuation as mean HU). What a segment
/// stands for is what its code says; several segments of one code are measured together.
/// </summary>
internal static class BodyCompositionIndices
{
    /// <param name="segments">Measured at the reference slice.</param>
    /// <param name="heightCm">&gt; 0, or null when unknown.</param>
    /// <param name="weightKg">&gt; 0, or null when unknown.</param>
    /// <returns>A figure is null where its segment has no pixel on the reference slice: no label is not the same as no
    /// tissue.</returns>
    public static Indices Of(IReadOnlyList<SegmentMeasure> segments, double? heightCm, double? weightKg)
    {
        var muscle = Coded(segments, SegmentCodes.SkeletalMuscle);
        var visceral = Coded(segments, SegmentCodes.VisceralFat);
        var subcutaneous = Coded(segments, SegmentCodes.SubcutaneousFat);
        var (smaCm2, vfaCm2, sfaCm2) = (AreaCm2(muscle), AreaCm2(visceral), AreaCm2(subcutaneous));
        var heightM = heightCm / 100;

        return new Indices(
            smaCm2,
            SmiCm2PerM2: smaCm2 / (heightM * heightM),
            SmdHu: MeanHu(muscle),
            vfaCm2,
            sfaCm2,
            VatSatRatio: vfaCm2 / sfaCm2,
            BmiKgPerM2: weightKg / (heightM * heightM),
            Numbers(muscle), Numbers(visceral), Numbers(subcutaneous));
    }

    public static IReadOnlyList<SegmentMeasure> Coded(IReadOnlyList<SegmentMeasure> segments, string code) =>
        [.. segments.Where(segment => segment.Code == code)];

    private static List<int> Numbers(IReadOnlyList<SegmentMeasure> segments) => [.. segments.Select(s => s.Number)];

    private static double? AreaCm2(IReadOnlyList<SegmentMeasure> segments) =>
        segments.All(s => s.ReferencePixelCount == 0) ? null
            : segments.Aggregate((double?)0, (sum, segment) => sum + segment.ReferenceAreaCm2);

    /// <summary>Over the pixels of all of them.</summary>
    private static double? MeanHu(IReadOnlyList<SegmentMeasure> segments)
    {
        var drawn = segments.Where(s => s.ReferenceMeanHu is not null).ToList();
        return drawn.Count == 0 ? null
            : drawn.Sum(s => s.ReferenceMeanHu * s.ReferencePixelCount) / drawn.Sum(s => s.ReferencePixelCount);
    }
}
