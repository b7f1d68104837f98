using System.Globalization;
using Voxmark.Contracts;
using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.QuantService.BodyComposition;

/// <summary>What the caveats are about.</summary>
/// <param name="VolumeProblem">Why the series is no regular volume; null when it is one.</param>
/// <param name="HasPixelSize">Whether areas could be measured.</param>
/// <param name="IsHounsfield">Whether values are HU.</param>
/// <param name="Models">Models of which the measured revision holds pixels.</param>
/// <param name="ReferenceImage">As people count, <c>Im 48</c>.</param>
/// <param name="IsReferenceMoved">The slice that was chosen before can no longer be measured at.</param>
internal sealed record CaveatSubject(
    Label Label, SeriesDetail Series, SubjectValues Values, IReadOnlyList<SegmentMeasure> Segments, IReadOnlyList<SliceMeasure> Slices,
    string? VolumeProblem, bool HasPixelSize, bool IsHounsfield, IReadOnlyList<ModelShare> Models,
    int ReferenceSlice, string ReferenceImage, bool IsReferenceMoved = false);

/// <summary>
/// What a reader must know beside the numbers. Codes are stable; texts are for people.
/// Attenuation: contrast raised mean muscle HU from 30.9 to 38.0 (arterial) and 38.7 (venous) in the same patients while
/// SMI moved by 3 % (van Vugt et al.); 80 instead of 140 kV made 48 of 41 HU (Nutrition, 2018).
/// </summary>
internal static class Caveats
{
    private const double UsualTubeVoltageKv = 120;

    /// <summary>Rims of a hand-drawn outline lie outside the tissue's range; above this share it is worth a word.</summary>
    private const double NotableShare = 0.05;

    /// <summary>Above this share, a segment is rather something else than what it is called.</summary>
    private const double GraveShare = 0.5;

    /// <summary>Tissue areas of neighbouring slices at one level differ by some 7 % (95th percentile); half is no anatomy.</summary>
    private const double PartlyLabelledShare = 0.5;

    private static readonly (string Code, string Name)[] Tissues =
    [
        (SegmentCodes.SkeletalMuscle, "muscle"), (SegmentCodes.VisceralFat, "visceral-fat"),
        (SegmentCodes.SubcutaneousFat, "subcutaneous-fat"),
    ];

    public static IReadOnlyList<Caveat> For(CaveatSubject subject)
    {
        // Without a segment for any of the tissues, the label is about something else, and so is everything said of indices.
        var isBodyComposition = subject.Segments.Any(s => Tissues.Any(tissue => tissue.Code == s.Code));
        IEnumerable<Caveat> all =
        [
            .. Ranges(subject), .. Models(subject), .. Padding(subject), .. CutValues(subject), .. Reference(subject), .. Geometry(subject),
            .. isBodyComposition
                ? [.. PartlyLabelled(subject), .. MissingTissue(subject), .. Height(subject), .. Weight(subject), .. Level(subject.Label)]
                : Enumerable.Empty<Caveat>(),
            .. Coverage(subject, isBodyComposition), .. Attenuation(subject, isBodyComposition),
        ];
        return [.. all.OrderByDescending(caveat => caveat.IsGrave)];
    }

    /// <summary>Values that a segment should not have: at the reference slice, else over all of them.</summary>
    private static IEnumerable<Caveat> Ranges(CaveatSubject subject)
    {
        foreach (var segment in subject.Segments)
        {
            var (name, image) = (segment.Name, subject.ReferenceImage);
            var isHere = segment.ReferenceOutsideRange >= NotableShare;
            if ((isHere ? segment.ReferenceOutsideRange : segment.OutsideRange) is not { } share || share < NotableShare)
                continue;
            var (percent, range) = (Percent(share), RangeOf(subject.Label, segment.Number));
            yield return (isHere, share >= GraveShare) switch
            {
                (true, true) => Grave(Sentences.Of("values-outside-range",
                    $"{percent} % of {name} on {image} lies outside the range of {range} HU that {name} has: "
                        + $"what is measured is rather something else.")),
                (false, true) => Grave(Sentences.Of("values-outside-range-overall",
                    $"{percent} % of {name} on all slices lies outside the range of {range} HU that {name} has: "
                        + $"what is measured is rather something else.")),
                (true, false) => Plain(Sentences.Of("outside-range",
                    $"{percent} % of {name} on {image} lies outside its range of {range} HU.")),
                (false, false) => Plain(Sentences.Of("outside-range-overall",
                    $"{percent} % of {name} on all slices lies outside its range of {range} HU.")),
            };
        }
    }

    private static IEnumerable<Caveat> Models(CaveatSubject subject)
    {
        var labelled = subject.Segments.Sum(s => s.VoxelCount + s.PaddingCount);
        foreach (var (model, pixels) in subject.Models)
        {
            var (id, version, percent) = (model.Id, model.Version, Percent((double)pixels / Math.Max(pixels, labelled)));
            yield return model.ForMeasurement is false
                ? Grave(Sentences.Of("demonstration-model",
                    $"The model {id} drew {percent} % of what is labelled. It is a demonstration or on trial, "
                        + $"and not for measurement: its result means nothing for a patient."))
                : Plain(Sentences.Of("model", $"The model {id} {version} drew {percent} % of what is labelled."));
        }
    }

    private static IEnumerable<Caveat> Padding(CaveatSubject subject)
    {
        var pixels = subject.Segments.Sum(s => s.PaddingCount);
        if (pixels > 0)
            yield return Plain(Sentences.Of("padding",
                $"{pixels} labelled pixels are padding, where nothing was imaged. They count as nothing."));
    }

    /// <summary>Values that did not fit the volume were cut to what does, when it was made.</summary>
    private static IEnumerable<Caveat> CutValues(CaveatSubject subject)
    {
        foreach (var segment in subject.Segments.Where(s => s.CutCount > 0))
        {
            var (name, pixels) = (segment.Name, segment.CutCount);
            yield return Grave(Sentences.Of("values-cut-off",
                $"{pixels} pixels of {name} lie at the end of what can be stored (-32768 to 32767): "
                    + $"values beyond were cut off there, so its mean, SD, minimum and maximum are not those of the images."));
        }
    }

    private static IEnumerable<Caveat> Reference(CaveatSubject subject)
    {
        var image = subject.ReferenceImage;
        if (subject.IsReferenceMoved)
            yield return Plain(Sentences.Of("reference-moved",
                $"The slice that was chosen to be measured at carries no label now. {image} is measured instead."));
    }

    private static IEnumerable<Caveat> Geometry(CaveatSubject subject)
    {
        if (!subject.HasPixelSize)
            yield return Plain(Sentences.Of("no-pixel-size", "The images do not say how large a pixel is, so no area can be given."));
        if (subject.VolumeProblem is { } problem)
            yield return new Caveat("not-a-volume", problem);
    }

    /// <summary>Far less of a tissue on the reference slice than on the others: a slice that was begun and not finished.</summary>
    private static IEnumerable<Caveat> PartlyLabelled(CaveatSubject subject)
    {
        foreach (var (code, _) in Tissues)
        {
            var segments = BodyCompositionIndices.Coded(subject.Segments, code);
            var perSlice = subject.Slices.Where(measure => segments.Any(s => s.Number == measure.SegmentNumber))
                .GroupBy(measure => measure.Slice).ToDictionary(slice => slice.Key, slice => slice.Sum(m => m.AreaCm2 ?? m.PixelCount));
            if (!perSlice.Remove(subject.ReferenceSlice, out var measured) || perSlice.Count == 0)
                continue;
            var others = perSlice.Values.Order().ElementAt(perSlice.Count / 2);
            var (image, name, percent) = (subject.ReferenceImage, segments[0].Name, Percent(measured / others));
            if (measured < others * PartlyLabelledShare)
                yield return Grave(Sentences.Of("partly-labelled",
                    $"{image} carries {percent} % of the {name} of the other labelled slices. It seems to be labelled in part only."));
        }
    }

    /// <summary>A tissue without a segment, or without a pixel at the reference slice: not labelled, which is not zero.</summary>
    private static IEnumerable<Caveat> MissingTissue(CaveatSubject subject)
    {
        var image = subject.ReferenceImage;
        foreach (var (code, tissue) in Tissues)
        {
            var segments = BodyCompositionIndices.Coded(subject.Segments, code);
            if (segments.Any(s => s.ReferencePixelCount > 0))
                continue;
            var name = segments.Count == 0 ? "" : segments[0].Name;
            yield return Plain((tissue, segments.Count == 0) switch
            {
                ("muscle", true) => Sentences.Of("no-muscle-segment",
                    $"No segment stands for skeletal muscle (code {code}), so SMA, SMI and SMD are not given."),
                ("muscle", false) => Sentences.Of("muscle-not-labelled",
                    $"{name} is not labelled on {image}, so SMA, SMI and SMD are not given."),
                ("visceral-fat", true) => Sentences.Of("no-visceral-fat-segment",
                    $"No segment stands for visceral fat (code {code}), so VFA and VAT/SAT are not given."),
                ("visceral-fat", false) => Sentences.Of("visceral-fat-not-labelled",
                    $"{name} is not labelled on {image}, so VFA and VAT/SAT are not given."),
                (_, true) => Sentences.Of("no-subcutaneous-fat-segment",
                    $"No segment stands for subcutaneous fat (code {code}), so SFA and VAT/SAT are not given."),
                (_, false) => Sentences.Of("subcutaneous-fat-not-labelled",
                    $"{name} is not labelled on {image}, so SFA and VAT/SAT are not given."),
            });
        }
    }

    private static IEnumerable<Caveat> Height(CaveatSubject subject)
    {
        var (by, inImages) = (subject.Values.HeightTyped?.By.Name ?? "", subject.Series.Patient.HeightCm ?? 0);
        if (subject.Values.HeightSource is null)
            yield return Plain(Sentences.Of("height-missing", "Height is missing. Type it to get BMI and SMI."));
        else if (subject.Values.HeightSource == SubjectSources.Typed)
        {
            yield return Plain(subject.Series.Patient.HeightCm is null
                ? Sentences.Of("height-typed", $"Height was typed in by {by}. The images do not state it.")
                : Sentences.Of("height-typed-over", $"Height was typed in by {by}. The images say {inImages:0.#} cm."));
        }
    }

    private static IEnumerable<Caveat> Weight(CaveatSubject subject)
    {
        var (by, inImages) = (subject.Values.WeightTyped?.By.Name ?? "", subject.Series.Patient.WeightKg ?? 0);
        if (subject.Values.WeightSource is null)
            yield return Plain(Sentences.Of("weight-missing", "Weight is missing. Type it to get BMI."));
        else if (subject.Values.WeightSource == SubjectSources.Typed)
        {
            yield return Plain(subject.Series.Patient.WeightKg is null
                ? Sentences.Of("weight-typed", $"Weight was typed in by {by}. The images do not state it.")
                : Sentences.Of("weight-typed-over", $"Weight was typed in by {by}. The images say {inImages:0.#} kg."));
        }
    }

    private static IEnumerable<Caveat> Level(Label label)
    {
        var level = label.Level ?? "";
        if (string.IsNullOrWhiteSpace(level))
            yield return Plain(Sentences.Of("no-level",
                "The labelling area names no level. Published SMI, SMD and fat areas are those at L3."));
        else if (!string.Equals(level.Trim(), "L3", StringComparison.OrdinalIgnoreCase))
            yield return Plain(Sentences.Of("not-l3",
                $"The labelling area names the level {level}. Published SMI, SMD and fat areas are those at L3."));
    }

    private static IEnumerable<Caveat> Coverage(CaveatSubject subject, bool isBodyComposition)
    {
        var image = subject.ReferenceImage;
        var labelled = subject.Slices.Select(measure => measure.Slice).Distinct().Count();
        if (labelled > 1 && isBodyComposition)
            yield return Plain(Sentences.Of("several-slices",
                $"{labelled} slices are labelled. SMA, SMI, SMD, VFA and SFA are those of {image} alone."));

        var range = subject.Label.LastSlice - subject.Label.FirstSlice + 1;
        if (subject.Label.SelectionId is not null && labelled < range)
            yield return Plain(Sentences.Of("partial-range", $"Volume covers {labelled} of {range} slices."));
    }

    private static IEnumerable<Caveat> Attenuation(CaveatSubject subject, bool isBodyComposition)
    {
        var modality = subject.Series.Series.Modality;
        if (!subject.IsHounsfield)
        {
            yield return Plain(Sentences.Of("not-hounsfield",
                $"The values of these images ({modality}) are no Hounsfield units: HU ranges do not apply, and SMD is not given."));
            yield break;
        }

        if (!isBodyComposition)
            yield break;

        var acquisition = subject.Series.Acquisition;
        yield return Plain(string.IsNullOrWhiteSpace(acquisition.ContrastAgent)
            ? Sentences.Of("contrast-unknown",
                "The images name no contrast agent. If none was given, muscle HU does not compare with sets from contrast CT. SMI does.")
            : Sentences.Of("contrast",
                "Contrast was given: muscle HU is some 7 HU higher than without and compares only with the same phase. SMI compares."));

        if (acquisition.TubeVoltageKv is not { } kv)
            yield return Plain(Sentences.Of("tube-voltage-unknown",
                "The images do not state the tube voltage, on which muscle HU depends."));
        else if (kv != UsualTubeVoltageKv)
            yield return Plain(Sentences.Of("tube-voltage",
                $"Acquired at {kv:0.#} kV: muscle HU does not compare with sets at 120 kV. SMI does."));
    }

    private static Caveat Plain(Sentence said) => new(said.Code, said.Text, said.Parameters);

    private static Caveat Grave(Sentence said) => new(said.Code, said.Text, said.Parameters, IsGrave: true);

    /// <summary>Whole per cent; 100 only for all, and 1 for the least.</summary>
    private static int Percent(double share) => share >= 1 ? 100 : Math.Clamp((int)Math.Round(share * 100), 1, 99);

    private static string RangeOf(Label label, int number)
    {
        var segment = label.Segments.Single(s => s.Number == number);
        var range = (segment.MinHu, segment.MaxHu) switch
        {
            ({ } min, { } max) => string.Create(CultureInfo.InvariantCulture, $"{min}…{max}"),
            ({ } min, null) => string.Create(CultureInfo.InvariantCulture, $"≥ {min}"),
            var (_, max) => string.Create(CultureInfo.InvariantCulture, $"≤ {max}"),
        };
        return range.Replace('-', '−');
    }
}
