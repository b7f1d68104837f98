using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Voxmark.Contracts.Ingest;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.WebUi.Tests.Pages.Studies;

public sealed class IndexTests : IDisposable
{
    private readonly WebUiFactory _web = new();

    public IndexTests() => _web.Upstream.Answer("ingest/api/studies", Samples.Page(Samples.Study(Samples.Series())));

    [Fact]
    public async Task Get_WhenAStudyIsStored_ShowsPatientAndStudy()
    {
        var html = await _web.Browser().GetStringAsync("/studies");

        Assert.Contains("한지우 Han Jiwoo", html, StringComparison.Ordinal);
        Assert.Contains("F 49 y · VX-20418", html, StringComparison.Ordinal);
        Assert.Contains("PET-CT STUDY", html, StringComparison.Ordinal);
        Assert.Contains("2025-11-21", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WhenADescriptionHoldsMarkup_ShowsItAsText()
    {
        var study = Samples.Study(Samples.Series()) with { StudyDescription = "<script>alert(1)</script>" };
        _web.Upstream.Answer("ingest/api/studies", Samples.Page(study));

        var html = await _web.Browser().GetStringAsync("/studies");

        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WhenFiltered_AsksForWhatWasFiltered()
    {
        await _web.Browser().GetStringAsync("/studies?search=han%20j&modality=CT&at=2");

        var asked = Asked();
        Assert.Equal("han j", asked["search"]);
        Assert.Equal("CT", asked["modality"]);
        Assert.Equal("2", asked["page"]);
    }

    /// <summary>The form always sends its two dates, filled in or not.</summary>
    [Theory]
    [InlineData("search=han&modality=CT&from=&to=")]
    [InlineData("from=&to=&search=han&modality=CT&sort=&at=")]
    [InlineData("search=han&modality=&modality=CT&nobody=")]
    public async Task Get_AsTheFormSendsIt_AsksForWhatWasFilledIn(string query)
    {
        var html = await _web.Browser().GetStringAsync($"/studies?{query}");

        Assert.Equal(("han", "CT"), ((string?)Asked()["search"], (string?)Asked()["modality"]));
        Assert.Contains("value=\"han\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WhenTwoModalitiesAreChosen_AsksForStudiesOfEither()
    {
        await _web.Browser().GetStringAsync("/studies?modality=CT&modality=MR");

        Assert.Equal("CT,MR", Asked()["modality"]);
    }

    [Fact]
    public async Task Get_WhenOneOfTwoModalitiesIsTaken_LinksToTheOther()
    {
        var html = await _web.Browser().GetStringAsync("/studies?modality=CT&modality=MR");

        Assert.Contains("href=\"/studies?modality=MR\">CT", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfDates_AsksForThemRatherThanForDays()
    {
        await _web.Browser().GetStringAsync("/studies?from=2025-11-01&to=2025-11-30&days=7");

        Assert.Equal(("2025-11-01", "2025-11-30"), ((string?)Asked()["from"], (string?)Asked()["to"]));
    }

    [Fact]
    public async Task Get_OfTheLastSevenDays_CountsToday()
    {
        await _web.Browser().GetStringAsync("/studies?days=7");

        var from = DateOnly.Parse(Asked()["from"]!, CultureInfo.InvariantCulture);
        Assert.InRange(DateOnly.FromDateTime(DateTime.Today).DayNumber - from.DayNumber, 6, 7); // 7 if midnight has passed
    }

    [Theory]
    [InlineData("from=yesterday")]
    [InlineData("days=-3")]
    [InlineData("sort=patient;drop")]
    public async Task Get_OfAFilterThatMakesNoSense_LeavesItOut(string query)
    {
        await _web.Browser().GetStringAsync($"/studies?{query}");

        Assert.Equal(["page", "pageSize"], Asked().Keys.Order());
    }

    [Fact]
    public async Task Get_WhenSortedByPatient_SaysSoAndOffersTheOtherWay()
    {
        var html = await _web.Browser().GetStringAsync("/studies?sort=patient");

        Assert.Equal("patient", Asked()["sort"]);
        Assert.Contains("aria-sort=\"ascending\"><a href=\"/studies?sort=-patient\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AsksOnBehalfOfTheCaller()
    {
        var browser = _web.Browser();

        await browser.GetStringAsync("/studies");

        Assert.Equal(browser.DefaultRequestHeaders.Authorization, Assert.Single(_web.Upstream.Requests).Headers.Authorization);
    }

    [Fact]
    public async Task Get_WhenNothingIsStored_SaysHowToBegin()
    {
        _web.Upstream.Answer("ingest/api/studies", Samples.Page());

        Assert.Contains("No studies yet", await _web.Browser().GetStringAsync("/studies"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WhenNothingMatches_NamesTheFilterAndClearsIt()
    {
        _web.Upstream.Answer("ingest/api/studies", Samples.Page());

        var html = await _web.Browser().GetStringAsync("/studies?search=kim&modality=CT");

        Assert.Contains("Nothing matches “kim CT”", html, StringComparison.Ordinal);
        Assert.Contains("""<a class="btn s" href="/studies">""", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WhenThereAreMorePages_LinksToTheNextWithTheSameFilter()
    {
        _web.Upstream.Answer("ingest/api/studies", new StudyPage([Samples.Study(Samples.Series())], 101, 1, 50));

        var html = await _web.Browser().GetStringAsync("/studies?modality=CT");

        Assert.Contains("rel=\"next\" href=\"/studies?modality=CT&amp;at=2\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"prev\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Roles.Annotator, true)]
    [InlineData(Roles.Admin, true)]
    [InlineData(Roles.Reviewer, false)]
    [InlineData(Roles.Researcher, false)]
    public async Task Get_OffersUploadToThoseWhoMay(string role, bool isOffered)
    {
        var html = await _web.Browser(role).GetStringAsync("/studies");

        Assert.Equal(isOffered, html.Contains("data-testid=\"upload-drop\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_WhenIngestDoesNotAnswer_ExplainsTheOutage()
    {
        _web.Upstream.Fail("ingest/api/studies");

        var response = await _web.Browser().GetAsync("/studies");

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Contains("A part of Voxmark does not answer", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_IsKeptByNoCache()
    {
        var response = await _web.Browser().GetAsync("/studies");

        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task GetList_WhenAStudyIsOpen_HasItsSeriesAndNoPageAround()
    {
        var html = await _web.Browser().GetStringAsync($"/studies?handler=List&open=9.9&open={Samples.StudyUid}");

        Assert.Contains("data-testid=\"series-card\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetList_WhenAStudyIsClosed_DoesNotAskForItsLabels()
    {
        await _web.Browser().GetStringAsync("/studies?handler=List");

        Assert.DoesNotContain(_web.Upstream.Requests, request => request.RequestUri!.Host == "labeling");
    }

    public void Dispose() => _web.Dispose();

    private Dictionary<string, StringValues> Asked() =>
        QueryHelpers.ParseQuery(Assert.Single(_web.Upstream.Requests).RequestUri!.Query);
}
