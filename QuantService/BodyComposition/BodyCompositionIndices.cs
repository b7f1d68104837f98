using Voxmark.Contracts.Quant;
using Indices = Voxmark.Contracts.Quant.BodyComposition;

namespace Voxmark.QuantService.BodyComposition;

/// <summary>
/// Body composition at the reference slice. Definitions: Mourtzakis M et al., Appl Physiol Nutr Metab 2008;33:997 (areas at
/// L3, SMI = SMA / height²); Martin L et al., J Clin Oncol 2013;31:1539 (muscle attenuation as mean HU).
/// </summary>
internal static class BodyCompositionIndices
{
    /// <summary>Keys of the segments of the L3 template that the indices are about.</summary>
    public const string Muscle = "muscle";
    public const string SubcutaneousFat = "subcutaneous-fat";
    public const string VisceralFat = "visceral-fat";

    /// <param name="segments">Measured at the reference slice.</param>
    /// <param name="heightCm">&gt; 0, or null when unknown.</param>
    /// <param name="weightKg">&gt; 0, or null when unknown.</param>
    /// <returns>A figure is null where its segment has no pixel on the reference slice: no label is not the same as no
    /// tissue.</returns>
    public static Indices Of(IReadOnlyList<SegmentMeasure> segments, double? heightCm, double? weightKg)
    {
        var muscle = Find(segments, Muscle);
        var smaCm2 = muscle?.ReferenceAreaCm2;
        var vfaCm2 = Find(segments, VisceralFat)?.ReferenceAreaCm2;
        var sfaCm2 = Find(segments, SubcutaneousFat)?.ReferenceAreaCm2;
        var heightM = heightCm / 100;

        return new Indices(
            smaCm2,
            SmiCm2PerM2: smaCm2 / (heightM * heightM),
            SmdHu: muscle?.ReferenceMeanHu,
            vfaCm2,
            sfaCm2,
            VatSatRatio: vfaCm2 / sfaCm2,
            BmiKgPerM2: weightKg / (heightM * heightM));
    }

    private static SegmentMeasure? Find(IReadOnlyList<SegmentMeasure> segments, string key) =>
        segments.SingleOrDefault(s => s.Key == key && s.ReferencePixelCount > 0);
}
