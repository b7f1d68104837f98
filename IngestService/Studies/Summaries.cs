using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Ingest;
using Voxmark.IngestService.Dicom;
using Voxmark.IngestService.Storage;

namespace Voxmark.IngestService.Studies;

/// <summary>A study with its series and how many instances of each are stored.</summary>
internal sealed record CountedStudy(StoredStudy Study, IReadOnlyList<CountedSeries> Series);

internal sealed record CountedSeries(StoredSeries Series, int InstanceCount);

/// <summary>Rows as the API shows them.</summary>
internal static class Summaries
{
    public static IQueryable<CountedStudy> WithImageCounts(this IQueryable<StoredStudy> studies) => studies
        .Select(study => new CountedStudy(
            study,
            study.Series
                .OrderBy(s => s.SeriesNumber).ThenBy(s => s.SeriesInstanceUid)
                .Select(s => new CountedSeries(
                    s, s.State == SeriesState.Receiving ? s.Instances.Count(i => i.State == InstanceState.Stored) : s.InstanceCount))
                .ToList()))
        .AsSplitQuery();

    public static StudySummary Of(CountedStudy counted)
    {
        var study = counted.Study;
        return new(
            study.StudyInstanceUid, PersonName.Readable(study.PatientName), study.PatientId, study.PatientSex, study.PatientAge,
            study.StudyDate, study.StudyDescription, study.AccessionNumber,
            [.. counted.Series.Select(s => s.Series.Modality).Distinct().Order(StringComparer.Ordinal)],
            study.ChangedAt, [.. counted.Series.Select(Of)], study.IsPatientCorrected);
    }

    /// <summary>Images are slices once the series can be opened: a multi-frame instance has many.</summary>
    public static SeriesSummary Of(CountedSeries counted)
    {
        var series = counted.Series;
        return new(
            series.SeriesInstanceUid, series.StudyInstanceUid, series.Modality, series.SeriesNumber, series.SeriesDescription,
            series.BodyPartExamined, series.State == SeriesState.Ready ? series.SliceCount : counted.InstanceCount,
            series.SliceSpacingMm, series.State, series.Problem);
    }
}
