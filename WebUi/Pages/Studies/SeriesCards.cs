using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Labeling;
using Voxmark.ServiceDefaults.Clients;

namespace Voxmark.WebUi.Pages.Studies;

/// <param name="Newest">The label to go on with; null when there is none.</param>
internal sealed record SeriesCard(SeriesSummary Series, LabelSummary? Newest);

/// <summary>Brings together what ingest knows of a study's series and what labelling has made of them.</summary>
internal sealed partial class SeriesCards(LabelingClient labeling, ILogger<SeriesCards> log)
{
    public async Task<IReadOnlyList<SeriesCard>> OfAsync(StudySummary study, CancellationToken ct) =>
        await Task.WhenAll(study.Series
            .OrderBy(series => series.SeriesNumber ?? int.MaxValue)
            .Select(async series => new SeriesCard(series, await NewestLabelAsync(series, ct))));

    /// <summary>Without the labelling service a list of studies is still worth having.</summary>
    private async Task<LabelSummary?> NewestLabelAsync(SeriesSummary series, CancellationToken ct)
    {
        if (series.State != SeriesState.Ready)
            return null;
        try
        {
            return (await labeling.ListLabelsAsync(series.SeriesInstanceUid, ct)).FirstOrDefault();
        }
        catch (HttpRequestException exception)
        {
            LabelsMissing(exception);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Series are listed without their labels")]
    private partial void LabelsMissing(Exception exception);
}
