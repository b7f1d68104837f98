using System.Net;
using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Labeling;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.WebUi.Tests.Pages.Studies;

public sealed class SeriesCardsTests : IDisposable
{
    private const string Address = $"/studies?handler=Series&study={Samples.StudyUid}";
    private const string AreaLink = $"href=\"/series/{Samples.SeriesUid}/area\"";

    private readonly WebUiFactory _web = new();

    [Fact]
    public async Task GetSeries_WhenNothingIsLabelled_LinksToTheAreaOnly()
    {
        Store(Samples.Series());

        var html = await _web.Browser().GetStringAsync(Address);

        Assert.Contains(AreaLink, html, StringComparison.Ordinal);
        Assert.Contains("99 slices · 4.25 mm", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/labels/", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetSeries_WhenLabelsExist_LinksToTheNewest()
    {
        Store(Samples.Series(), Samples.LabelSummary, Samples.LabelSummary with { Id = Guid.NewGuid() });

        var html = await _web.Browser().GetStringAsync(Address);

        Assert.Contains($"href=\"/labels/{Samples.LabelId}\"", html, StringComparison.Ordinal);
        Assert.Contains("Continue labelling", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetSeries_WhenTheReaderMayNotLabel_OffersToLook()
    {
        Store(Samples.Series(), Samples.LabelSummary);

        var html = await _web.Browser(Roles.Reviewer).GetStringAsync(Address);

        Assert.Contains("Show labels", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Choose area", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetSeries_WhileImagesArrive_CannotBeOpened()
    {
        Store(Samples.Series(SeriesState.Receiving));

        var html = await _web.Browser().GetStringAsync(Address);

        Assert.Contains("Being prepared", html, StringComparison.Ordinal);
        Assert.DoesNotContain(AreaLink, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetSeries_WhenImagesCannotBeRead_SaysWhy()
    {
        Store(Samples.Series(SeriesState.Unreadable, "Pixel data ends after 211 of 512 rows. Send it again."));

        var html = await _web.Browser().GetStringAsync(Address);

        Assert.Contains("Pixel data ends after 211 of 512 rows.", html, StringComparison.Ordinal);
        Assert.DoesNotContain(AreaLink, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetSeries_WhenLabelingDoesNotAnswer_StillShowsTheSeries()
    {
        Store(Samples.Series());
        _web.Upstream.Fail("labeling/api/labels");

        Assert.Contains(AreaLink, await _web.Browser().GetStringAsync(Address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetSeries_WhenTheStudyIsGone_IsNotFound() =>
        Assert.Equal(HttpStatusCode.NotFound, (await _web.Browser().GetAsync(Address)).StatusCode);

    private void Store(SeriesSummary series, params LabelSummary[] labels)
    {
        _web.Upstream.Answer($"ingest/api/studies/{Samples.StudyUid}", Samples.Study(series));
        _web.Upstream.Answer("labeling/api/labels", labels);
    }

    public void Dispose() => _web.Dispose();
}
