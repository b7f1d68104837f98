using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.Contracts;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;
using Voxmark.QuantService.Patients;

namespace Voxmark.QuantService.BodyComposition;

/// <summary>All that a measurement looks at besides the voxels.</summary>
/// <param name="Label">At the measured revision.</param>
/// <param name="Models">Those whose pixels the measured revision holds.</param>
/// <param name="Masks">Of the measured revision.</param>
/// <param name="Typed">Of the study's patient.</param>
/// <param name="Reference">Where the label is measured; null when nobody has measured it yet.</param>
internal sealed record LabelOnSeries(
    Label Label, IReadOnlyList<ModelShare> Models, IReadOnlyList<SliceMask> Masks, SeriesDetail Series,
    TypedPatientValues Typed, KeptReference? Reference);

/// <param name="Reference">The image at which it is to be measured; null for the one that is kept, or the middle one.</param>
internal sealed record MeasureRequest(Person Requester, ImageName? Reference);

/// <summary>Turns a label, its series and what was asked for into a result. Pure: no clock, no store.</summary>
internal static class Quantification
{
    private static readonly string SoftwareVersion =
        typeof(Quantification).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <param name="problem">Why there is nothing to measure, for the user.</param>
    /// <returns>Whether there is a result.</returns>
    public static bool TryMeasure(
        LabelOnSeries input, SeriesVolume volume, MeasureRequest request, DateTimeOffset now,
        [NotNullWhen(true)] out QuantResult? result, [NotNullWhen(false)] out string? problem)
    {
        result = null;
        var header = volume.Header;
        if (input.Masks.Any(m => m.Slice >= header.Slices || m.Mask.Rows != header.Rows || m.Mask.Columns != header.Columns))
        {
            problem = "The images of the series changed since the label was drawn, so the label no longer fits them.";
            return false;
        }

        var units = new MeasureUnits(header.SliceSpacingMmOf(input.Masks.Select(m => m.Slice)), header.Slope, header.Intercept);
        var measurer = new LabelMeasurer(input.Label.Segments, units);
        foreach (var (k, mask) in input.Masks)
            measurer.Add(k, FactsOf(header, k), volume.Slice(k), mask);

        var labelled = measurer.LabelledSlices;
        if (labelled.Count == 0)
        {
            problem = "The label is empty, so there is nothing to measure.";
            return false;
        }

        var asked = request.Reference is { } image ? header.SliceOf(image) : null;
        if (request.Reference is not null && (asked is not { } chosen || !labelled.Contains(chosen)))
        {
            problem = asked is null
                ? $"The image that was chosen was not in the series at revision {input.Label.Revision}, so nothing can be measured at it."
                : $"{NumberOf(header, asked.Value)} carries no label, so nothing can be measured at it.";
            return false;
        }

        problem = null;
        result = Assemble(input, header, units, measurer, request.Requester, asked, now);
        return true;
    }

    private static QuantResult Assemble(
        LabelOnSeries input, VolumeHeader header, MeasureUnits units, LabelMeasurer measurer, Person requester, int? asked,
        DateTimeOffset now)
    {
        var (label, series) = (input.Label, input.Series);
        var reference = ReferenceChoice.Of(asked, input.Reference, label, header, measurer.LabelledSlices);
        var facts = FactsOf(header, reference.Slice);
        IReadOnlyList<SliceMeasure> slices =
            [.. measurer.MeasureSlices().Select(measure => OfImage(measure, header.SliceList[measure.Slice].Image))];
        var segments = measurer.MeasureSegments(reference.Slice);
        var subject = SubjectSources.Of(series, input.Typed.Height, input.Typed.Weight);
        var caveats = Caveats.For(new CaveatSubject(
            label, series, subject, segments, slices, header.Problem, facts.PixelAreaMm2 is not null, facts.IsHounsfield,
            input.Models, reference.Slice, NumberOf(header, reference.Slice), reference.IsMoved));
        var acquisition = series.Acquisition;

        return new QuantResult(
            Guid.CreateVersion7(now), label.Id, label.Revision, label.SeriesInstanceUid, label.Name, label.Level,
            facts.Unit, SlicePlaces.AxisOf(header), header.Slices, reference.Slice, facts.LocationMm,
            reference.IsAsked ? new ByHand(requester, now) : reference.IsMoved ? null : input.Reference?.ToByHand(),
            subject, BodyCompositionIndices.Of(segments, subject.HeightCm, subject.WeightKg), segments, slices, caveats,
            new Provenance(
                requester, now, SoftwareVersion, acquisition.TubeVoltageKv, acquisition.ContrastAgent,
                acquisition.SliceThicknessMm, acquisition.ConvolutionKernel, facts.PixelAreaMm2, units.SliceSpacingMm, input.Models),
            header.Id);
    }

    private static SliceMeasure OfImage(SliceMeasure measure, ImageName image) =>
        measure with { SopInstanceUid = image.SopInstanceUid, Frame = image.Frame };

    private static SliceFacts FactsOf(VolumeHeader header, int slice) => new(
        SlicePlaces.PlaceOf(header, slice), header.PixelAreaMm2Of(slice),
        header.SliceList[slice].Padding is { } padding ? new VoxelInterval(padding.From, padding.To) : null, header.UnitOf(slice),
        header.Notices?.Any(notice => notice.Code == VolumeNotice.ValuesClamped) == true);

    /// <summary>As the viewer counts: image 1 is nearest the head.</summary>
    private static string NumberOf(VolumeHeader header, int slice) => $"Im {header.Slices - slice}";
}
