using System.Net;
using System.Text.RegularExpressions;
using Voxmark.Contracts.Ingest;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.WebUi.Tests.Pages.Viewer;

public sealed partial class ViewerPagesTests : IDisposable
{
    private static readonly string Area = $"/series/{Samples.SeriesUid}/area";
    private static readonly string Label = $"/labels/{Samples.LabelId}";

    private readonly WebUiFactory _web = new();

    public ViewerPagesTests()
    {
        _web.Upstream.Answer($"ingest/api/series/{Samples.SeriesUid}", Samples.Detail(Samples.Series()));
        _web.Upstream.Answer($"labeling/api/labels/{Samples.LabelId}", Samples.Label);
        _web.Upstream.Answer("labeling/api/labels", Array.Empty<object>());
    }

    [Fact]
    public async Task Area_HostsTheViewerOfTheSeries()
    {
        var html = await _web.Browser().GetStringAsync(Area);

        Assert.Contains("data-page=\"area\"", html, StringComparison.Ordinal);
        Assert.Contains($"data-series-uid=\"{Samples.SeriesUid}\"", html, StringComparison.Ordinal);
        Assert.Contains("data-can-edit=\"true\"", html, StringComparison.Ordinal);
        Assert.Contains("src=\"/app/viewer.js\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Area_WhenNothingIsLabelled_LeadsNoFurther() =>
        Assert.DoesNotContain("href=\"/labels/", await _web.Browser().GetStringAsync(Area), StringComparison.Ordinal);

    [Fact]
    public async Task Area_WhenALabelExists_LeadsToIt()
    {
        _web.Upstream.Answer("labeling/api/labels", new[] { Samples.LabelSummary });

        Assert.Contains($"href=\"{Label}\"", await _web.Browser().GetStringAsync(Area), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "label")]
    [InlineData("/quantify", "quantify")]
    public async Task LabelPages_HostTheViewerOfTheLabelAndItsSeries(string page, string name)
    {
        var html = await _web.Browser().GetStringAsync(Label + page);

        Assert.Contains($"data-page=\"{name}\"", html, StringComparison.Ordinal);
        Assert.Contains($"data-label-id=\"{Samples.LabelId}\"", html, StringComparison.Ordinal);
        Assert.Contains($"data-series-uid=\"{Samples.SeriesUid}\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"save-state\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Label_NamesWhatTheViewerReadsFirst()
    {
        var html = await _web.Browser().GetStringAsync(Label);

        foreach (var address in (string[])[$"/api/series/{Samples.SeriesUid}", "/api/settings", $"/api{Label}", $"/api{Label}/masks"])
        {
            Assert.Contains(
                $"""<link rel="preload" as="fetch" crossorigin="anonymous" href="{address}">""", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Label_NamesScriptsThatAreThere()
    {
        var browser = _web.Browser();

        var scripts = ModulePreload().Matches(await browser.GetStringAsync(Label)).Select(match => match.Groups[1].Value).ToList();

        Assert.Contains(scripts, script => script.StartsWith("/app/chunks/start-", StringComparison.Ordinal));
        foreach (var script in scripts)
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(script)).StatusCode);
    }

    [Fact]
    public async Task Label_WhenTheRoleMayNotLabel_IsReadOnly() =>
        Assert.Contains("data-can-edit=\"false\"", await _web.Browser(Roles.Reviewer).GetStringAsync(Label), StringComparison.Ordinal);

    [Fact]
    public async Task Area_WhileTheSeriesIsPrepared_WaitsInsteadOfOpening()
    {
        _web.Upstream.Answer($"ingest/api/series/{Samples.SeriesUid}", Samples.Detail(Samples.Series(SeriesState.Receiving)));

        var html = await _web.Browser().GetStringAsync(Area);

        Assert.Contains($"data-await-series=\"{Samples.SeriesUid}\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"viewer\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/series/9.9/area")]
    [InlineData("/labels/00000000-0000-4000-8000-000000000000")]
    [InlineData("/labels/no-label")]
    [InlineData("/nothing")]
    public async Task Get_WhenThereIsNothing_IsAPageThatSaysSo(string address)
    {
        var response = await _web.Browser().GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("Nothing is here", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public void Dispose() => _web.Dispose();

    [GeneratedRegex("<link rel=\"modulepreload\" href=\"([^\"]+)\">")]
    private static partial Regex ModulePreload();
}
