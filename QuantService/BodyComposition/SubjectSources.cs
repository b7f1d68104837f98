using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Quant;
using Voxmark.QuantService.Patients;

namespace Voxmark.QuantService.BodyComposition;

/// <summary>Whose values a measurement uses: what a person typed goes before what the images say.</summary>
internal static class SubjectSources
{
    public const string Typed = "typed";
    public const string Dicom = "dicom";

    public static SubjectValues Of(SeriesDetail series, TypedValue? height, TypedValue? weight)
    {
        var patient = series.Patient;
        return new SubjectValues(
            patient.Sex, patient.Age, series.Study.StudyDate,
            height?.Value ?? patient.HeightCm, SourceOf(height, patient.HeightCm), height?.ToByHand(),
            weight?.Value ?? patient.WeightKg, SourceOf(weight, patient.WeightKg), weight?.ToByHand());
    }

    private static string? SourceOf(TypedValue? typed, double? dicom) => typed is not null ? Typed : dicom is not null ? Dicom : null;
}
