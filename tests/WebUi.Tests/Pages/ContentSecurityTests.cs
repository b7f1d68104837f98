using System.Text.RegularExpressions;

namespace Voxmark.WebUi.Tests.Pages;

/// <summary>The gateway's policy allows no inline script or style: a page that had one would be broken there.</summary>
public sealed partial class ContentSecurityTests : IDisposable
{
    private readonly WebUiFactory _web = new();

    public ContentSecurityTests()
    {
        var series = Samples.Series(problem: "Two images at right angles are no volume.");
        _web.Upstream.Answer("ingest/api/studies", Samples.Page(Samples.Study(series)));
        _web.Upstream.Answer($"ingest/api/series/{Samples.SeriesUid}", Samples.Detail(series));
        _web.Upstream.Answer("labeling/api/labels", new[] { Samples.LabelSummary });
    }

    [Theory]
    [InlineData("/sign-in?failed=1")]
    [InlineData("/studies?open=1.2.3")]
    [InlineData("/series/1.2.3.4/area")]
    [InlineData("/nothing")]
    public async Task Page_HasNothingInline(string address)
    {
        var html = await (await _web.Browser().GetAsync(address)).Content.ReadAsStringAsync();

        Assert.Contains("<script type=\"module\" src=\"/app/", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(Inline(), html);
    }

    [GeneratedRegex("""<script(?![^>]*(\ssrc=|type="application/json"))|<style|\s(style|on[a-z]+)=""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    public void Dispose() => _web.Dispose();
}
