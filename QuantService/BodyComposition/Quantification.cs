using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.QuantService.Jobs;

namespace Voxmark.QuantService.BodyComposition;

/// <summary>All that a measurement looks at besides the voxels.</summary>
/// <param name="Label">At the measured revision.</param>
/// <param name="Revisions">Of the label, any order; later ones are left aside.</param>
/// <param name="Masks">Of the measured revision.</param>
internal sealed record LabelOnSeries(
    Label Label, IReadOnlyList<RevisionSummary> Revisions, IReadOnlyList<SliceMask> Masks, SeriesDetail Series);

/// <summary>Turns a label, its series and what was asked for into a result. Pure: no clock, no store.</summary>
internal static class Quantification
{
    private static readonly string SoftwareVersion =
        typeof(Quantification).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <param name="problem">Why there is nothing to measure, for the user.</param>
    /// <returns>Whether there is a result.</returns>
    public static bool TryMeasure(
        LabelOnSeries input, SeriesVolume volume, QuantificationJob job, DateTimeOffset now,
        [NotNullWhen(true)] out QuantResult? result, [NotNullWhen(false)] out string? problem)
    {
        result = null;
        var header = volume.Header;
        if (input.Masks.Any(m => m.Slice >= header.Slices || m.Mask.Rows != header.Rows || m.Mask.Columns != header.Columns))
        {
            problem = "The images of the series changed since the label was drawn, so the label no longer fits them.";
            return false;
        }

        var units = UnitsOf(header, [.. input.Masks.Select(m => m.Slice)]);
        var measurer = new LabelMeasurer(input.Label.Segments, units);
        foreach (var (k, mask) in input.Masks)
            measurer.Add(k, header.SliceList[k].LocationMm, volume.Slice(k), mask);

        var labelled = measurer.LabelledSlices;
        if (labelled.Count == 0)
        {
            problem = "The label is empty, so there is nothing to measure.";
            return false;
        }

        // The middle one; of two in the middle, the upper.
        var reference = job.Reference is { } image ? header.SliceOf(image) : labelled[labelled.Count / 2];
        if (reference is not { } slice || !labelled.Contains(slice))
        {
            problem = reference is null
                ? $"The image that was chosen was not in the series at revision {input.Label.Revision}, so nothing can be measured at it."
                : $"{NumberOf(header, reference.Value)} carries no label, so nothing can be measured at it.";
            return false;
        }

        problem = null;
        result = Assemble(input, header, units, measurer, job, slice, now);
        return true;
    }

    private static QuantResult Assemble(
        LabelOnSeries input, VolumeHeader header, MeasureUnits units, LabelMeasurer measurer, QuantificationJob job,
        int reference, DateTimeOffset now)
    {
        var (label, series) = (input.Label, input.Series);
        var isHounsfield = measurer.LabelledSlices.All(slice => header.UnitOf(slice) == "HU");
        var segments = measurer.MeasureSegments(reference);
        var subject = SubjectSources.Of(series, job.HeightCm, job.WeightKg);
        var indices = BodyCompositionIndices.Of(segments, subject.HeightCm, subject.WeightKg);
        var caveats = Caveats.For(new CaveatSubject(
            label, series, subject, job.Requester.Name, segments, header.Problem, units.PixelAreaMm2 is not null, isHounsfield,
            ModelsIn(input), measurer.LabelledSlices.Count, NumberOf(header, reference)));
        var acquisition = series.Acquisition;

        return new QuantResult(
            Guid.CreateVersion7(now), label.Id, label.Revision, label.SeriesInstanceUid, label.Name, label.Level,
            header.Slices, reference, header.SliceList[reference].LocationMm,
            subject, isHounsfield ? indices : indices with { SmdHu = null },
            segments, [.. measurer.MeasureSlices().Select(measure => OfImage(measure, header.SliceList[measure.Slice].Image))], caveats,
            new Provenance(
                job.Requester, now, SoftwareVersion, acquisition.TubeVoltageKv, acquisition.ContrastAgent,
                acquisition.SliceThicknessMm, acquisition.ConvolutionKernel, units.PixelAreaMm2, units.SliceSpacingMm),
            header.Id);
    }

    private static SliceMeasure OfImage(SliceMeasure measure, ImageName image) =>
        measure with { SopInstanceUid = image.SopInstanceUid, Frame = image.Frame };

    private static MeasureUnits UnitsOf(VolumeHeader header, IReadOnlyList<int> slices) => new(
        header.PixelAreaMm2Of(slices), header.SliceSpacingMmOf(slices), header.Slope, header.Intercept);

    private static List<ModelReference> ModelsIn(LabelOnSeries input) =>
    [
        .. input.Revisions
            .Where(r => r.Revision <= input.Label.Revision && r.Model is not null)
            .Select(r => r.Model! with { JobId = null })
            .Distinct()
            .OrderBy(m => m.Id, StringComparer.Ordinal),
    ];

    /// <summary>As the viewer counts: image 1 is nearest the head.</summary>
    private static string NumberOf(VolumeHeader header, int slice) => $"Im {header.Slices - slice}";
}
