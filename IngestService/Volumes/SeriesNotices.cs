using System.Globalization;
using Voxmark.Contracts;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Volumes;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.IngestService.Volumes;

/// <summary>What there is to know of a series beside the volume that was made of it. Slices are counted as the viewer does:
/// from 1, last slice first.</summary>
internal static class SeriesNotices
{
    private const int MostNamed = 10;

    public static IReadOnlyList<VolumeNotice> Of(
        ScannedSeries scan, SeriesStacks stacks, IReadOnlyList<ScannedFrame> slices, string unit, string studyInstanceUid, long clamped) =>
        [.. Said(scan, stacks, slices, unit, studyInstanceUid, clamped).Select(Notice)];

    private static IEnumerable<Sentence> Said(
        ScannedSeries scan, SeriesStacks stacks, IReadOnlyList<ScannedFrame> slices, string unit, string studyInstanceUid, long clamped)
    {
        if (scan.StudyInstanceUid is not null && scan.StudyInstanceUid != studyInstanceUid)
            yield return Sentences.Of("series-of-another-patient",
                "Another patient's images came under the same study identifier, so these are a study of their own.");

        var (images, leftOut, copies) = (scan.Frames.Count, stacks.LeftOut.Count, stacks.Copies.Count);
        if (leftOut > 0)
            yield return Sentences.Of("images-left-out",
                $"{leftOut} of {images} images are left out: they differ from the others in size, orientation, place or pixel size, "
                    + $"as localizers and dose pages do.");
        if (copies > 0)
            yield return Sentences.Of("images-are-copies",
                $"{copies} of {images} images are left out: they are copies of others, with the same place and the same pixels.");

        var files = scan.UnreadableFiles;
        if (files > 0)
            yield return Sentences.Of("files-unreadable", $"{files} files of the series cannot be read and are left out.");

        var without = Numbers(slices, frame => unit == "HU" && frame.Unit != unit);
        if (without.Length > 0)
            yield return Sentences.Of("images-without-rescale",
                $"Images that do not say how their values become HU, and are not measured in HU: {without}.");

        foreach (var attribute in slices.SelectMany(frame => frame.Unreadable).Distinct())
        {
            var numbers = Numbers(slices, frame => frame.Unreadable.Contains(attribute));
            yield return Sentences.Of("attribute-unreadable", $"{attribute} cannot be read in the images {numbers}.");
        }

        if (clamped > 0)
            yield return Sentences.Of("values-clamped", $"{clamped} pixels have values beyond -32768 to 32767 and were cut to that range.");
    }

    private static string Numbers(IReadOnlyList<ScannedFrame> slices, Func<ScannedFrame, bool> which)
    {
        var numbers = Enumerable.Range(0, slices.Count).Where(k => which(slices[k])).Select(k => slices.Count - k).Order().ToList();
        return string.Join(", ", numbers.Take(MostNamed)) + (numbers.Count > MostNamed ? ", …" : "");
    }

    private static VolumeNotice Notice(Sentence sentence) => new(
        sentence.Code, sentence.Text,
        sentence.Parameters?.ToDictionary(p => p.Key, p => Convert.ToString(p.Value, CultureInfo.InvariantCulture) ?? ""));
}
