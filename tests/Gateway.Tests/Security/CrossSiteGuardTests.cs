using Microsoft.AspNetCore.Http;
using Voxmark.Gateway.Security;

namespace Voxmark.Gateway.Tests.Security;

public sealed class CrossSiteGuardTests
{
    [Theory]
    [InlineData("same-origin", false)]
    [InlineData("none", false)]
    [InlineData("same-site", true)]
    [InlineData("cross-site", true)]
    public void IsCrossSite_WhenBrowserSaysWhere_BelievesIt(string secFetchSite, bool expected) =>
        Assert.Equal(expected, CrossSiteGuard.IsCrossSite(Request(("Sec-Fetch-Site", secFetchSite))));

    [Theory]
    [InlineData("http://voxmark.example:8080", false)]
    [InlineData("http://voxmark.example", true)]
    [InlineData("https://evil.example", true)]
    [InlineData("null", true)]
    public void IsCrossSite_WhenOnlyOriginIsSent_ComparesItWithTheHost(string origin, bool expected) =>
        Assert.Equal(expected, CrossSiteGuard.IsCrossSite(Request(("Origin", origin))));

    [Fact]
    public void IsCrossSite_WhenNeitherIsSent_IsAScript() => Assert.False(CrossSiteGuard.IsCrossSite(Request()));

    private static HttpRequest Request(params (string Name, string Value)[] headers)
    {
        var request = new DefaultHttpContext().Request;
        request.Host = new HostString("voxmark.example", 8080);
        foreach (var (name, value) in headers)
            request.Headers[name] = value;
        return request;
    }
}
