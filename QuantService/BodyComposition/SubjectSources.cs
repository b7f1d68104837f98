using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Quant;

namespace Voxmark.QuantService.BodyComposition;

/// <summary>Whose values a measurement uses: what a person typed goes before what the images say.</summary>
internal static class SubjectSources
{
    public const string Typed = "typed";
    public const string Dicom = "dicom";

    public static SubjectValues Of(SeriesDetail series, double? typedHeightCm, double? typedWeightKg)
    {
        var (heightCm, heightSource) = Choose(typedHeightCm, series.Patient.HeightCm);
        var (weightKg, weightSource) = Choose(typedWeightKg, series.Patient.WeightKg);
        var study = series.Study;
        return new SubjectValues(
            study.PatientId, study.PatientName, series.Patient.Sex, series.Patient.Age, study.StudyDate,
            heightCm, heightSource, weightKg, weightSource);
    }

    private static (double? Value, string? Source) Choose(double? typed, double? dicom) =>
        typed is not null ? (typed, Typed) : dicom is not null ? (dicom, Dicom) : (null, null);
}
