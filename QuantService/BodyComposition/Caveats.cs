using System.Globalization;
using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;

namespace Voxmark.QuantService.BodyComposition;

/// <summary>What the caveats are about.</summary>
/// <param name="VolumeProblem">Why the series is no regular volume; null when it is one.</param>
/// <param name="HasPixelSize">Whether areas could be measured.</param>
/// <param name="IsHounsfield">Whether values are HU.</param>
/// <param name="Models">Models that drew any of the label up to the measured revision.</param>
/// <param name="LabelledSlices">How many slices carry a label.</param>
internal sealed record CaveatSubject(
    Label Label, SeriesDetail Series, SubjectValues Values, string RequestedBy, IReadOnlyList<SegmentMeasure> Segments,
    string? VolumeProblem, bool HasPixelSize, bool IsHounsfield, IReadOnlyList<ModelReference> Models,
    int LabelledSlices, string ReferenceImage);

/// <summary>
/// What a reader must know beside the numbers. Codes are stable; texts are for people.
/// Attenuation: contrast raised mean muscle HU from 30.9 to 38.0 (arterial) and 38.7 (venous) in the same patients while
/// SMI moved by 3 % (van Vugt et al.); 80 instead of 140 kV made 48 of 41 HU (Nutrition, 2018).
/// </summary>
internal static class Caveats
{
    private const double UsualTubeVoltageKv = 120;

    /// <summary>The model under <c>models/</c> that thresholds HU ranges.</summary>
    private const string DemonstrationModel = "hu-threshold";

    public static IReadOnlyList<Caveat> For(CaveatSubject subject) =>
    [
        .. Models(subject.Models), .. Height(subject), .. Weight(subject), .. Geometry(subject),
        .. MissingTissue(subject), .. Level(subject.Label), .. Coverage(subject), .. Attenuation(subject),
    ];

    private static IEnumerable<Caveat> Models(IReadOnlyList<ModelReference> models)
    {
        foreach (var model in models)
        {
            yield return model.Id == DemonstrationModel
                ? new("demonstration-model", $"The demonstration model {model.Id} drew in this label. It shows how models are run; its result means nothing for a patient.")
                : new("model", $"The model {model.Id} {model.Version} drew in this label.");
        }
    }

    private static IEnumerable<Caveat> Height(CaveatSubject subject)
    {
        if (subject.Values.HeightSource is null)
            yield return new("height-missing", "Height is missing. Type it to get BMI and SMI.");
        else if (subject.Values.HeightSource == SubjectSources.Typed)
            yield return new("height-typed", $"Height was typed in by {subject.RequestedBy}. {InImages(subject.Series.Patient.HeightCm, "cm")}");
    }

    private static IEnumerable<Caveat> Weight(CaveatSubject subject)
    {
        if (subject.Values.WeightSource is null)
            yield return new("weight-missing", "Weight is missing. Type it to get BMI.");
        else if (subject.Values.WeightSource == SubjectSources.Typed)
            yield return new("weight-typed", $"Weight was typed in by {subject.RequestedBy}. {InImages(subject.Series.Patient.WeightKg, "kg")}");
    }

    private static IEnumerable<Caveat> Geometry(CaveatSubject subject)
    {
        if (!subject.HasPixelSize)
            yield return new("no-pixel-size", subject.VolumeProblem ?? "The images do not say how large a pixel is, so no area can be given.");
        else if (subject.VolumeProblem is not null)
            yield return new("not-a-volume", subject.VolumeProblem);
    }

    /// <summary>A tissue of the template without a pixel at the reference slice: not labelled, which is not zero.</summary>
    private static IEnumerable<Caveat> MissingTissue(CaveatSubject subject)
    {
        foreach (var segment in subject.Segments.Where(s => s.ReferencePixelCount == 0))
        {
            var lost = segment.Key switch
            {
                BodyCompositionIndices.Muscle => "SMA, SMI and SMD are",
                BodyCompositionIndices.VisceralFat => "VFA and VAT/SAT are",
                BodyCompositionIndices.SubcutaneousFat => "SFA and VAT/SAT are",
                _ => null,
            };
            if (lost is not null)
                yield return new($"{segment.Key}-not-labelled", $"{segment.Name} is not labelled on {subject.ReferenceImage}, so {lost} not given.");
        }
    }

    private static IEnumerable<Caveat> Level(Label label)
    {
        if (!string.Equals(label.Level, "L3", StringComparison.OrdinalIgnoreCase))
        {
            var said = string.IsNullOrWhiteSpace(label.Level) ? "no level" : $"the level {label.Level}";
            yield return new("not-l3", $"The labelling area names {said}. Published SMI, SMD and fat areas are those at L3.");
        }
    }

    private static IEnumerable<Caveat> Coverage(CaveatSubject subject)
    {
        if (subject.LabelledSlices > 1)
            yield return new("several-slices", $"{subject.LabelledSlices} slices are labelled. SMA, SMI, SMD, VFA and SFA are those of {subject.ReferenceImage} alone.");

        var range = subject.Label.LastSlice - subject.Label.FirstSlice + 1;
        if (subject.Label.SelectionId is not null && subject.LabelledSlices < range)
            yield return new("partial-range", $"Volume covers {subject.LabelledSlices} of {range} slices.");
    }

    private static IEnumerable<Caveat> Attenuation(CaveatSubject subject)
    {
        if (!subject.IsHounsfield)
        {
            yield return new("not-hounsfield", "The images are not CT: their values are no Hounsfield units, and SMD is not given.");
            yield break;
        }

        var acquisition = subject.Series.Acquisition;
        yield return string.IsNullOrWhiteSpace(acquisition.ContrastAgent)
            ? new("contrast-unknown", "The images name no contrast agent. If none was given, muscle HU does not compare with sets from contrast CT. SMI does.")
            : new("contrast", "Contrast was given: muscle HU is some 7 HU higher than without and compares only with the same phase. SMI compares.");

        if (acquisition.TubeVoltageKv is not { } kv)
            yield return new("tube-voltage-unknown", "The images do not state the tube voltage, on which muscle HU depends.");
        else if (kv != UsualTubeVoltageKv)
            yield return new("tube-voltage", Say($"Acquired at {kv:0.#} kV: muscle HU does not compare with sets at 120 kV. SMI does."));
    }

    private static string InImages(double? value, string unit) =>
        value is null ? "The images do not state it." : Say($"The images say {value:0.#} {unit}.");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
