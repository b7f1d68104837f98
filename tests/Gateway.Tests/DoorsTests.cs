using Voxmark.Fixtures.Services;
using Yarp.ReverseProxy.Model;

namespace Voxmark.Gateway.Tests;

/// <summary>Every endpoint of the gateway, its routes to the services among them, as everybody.</summary>
public sealed class DoorsTests(GatewayFactory gateway) : IClassFixture<GatewayFactory>
{
    /// <summary>What the services decide; each has a walk of its own.</summary>
    private static readonly string[] DecidedBehind =
    [
        "/api/uploads", "/api/studies", "/api/series", "/api/deletions", "/api/storage", "/api/dimse", "/dicom-web",
        "/api/selections", "/api/labels", "/api/assist", "/api/inference", "/api/quant", "/1.2.3",
    ];

    [Fact]
    public async Task EveryEndpoint_LetsInThoseWhoMay()
    {
        var browsers = new Dictionary<string, HttpClient>();
        foreach (var role in new[] { "admin", "annotator", "reviewer", "researcher" })
        {
            var created = await gateway.CreateUserAsync($"door-{role}", role);
            browsers[role] = await gateway.SignedInAsync(created.User.UserName, created.Password);
        }

        Assert.Empty(await EndpointWalk.FindOpenDoorsAsync(
            gateway.Services, gateway.Browser(), browsers, ["/api/access/me", .. DecidedBehind]));
    }

    [Fact]
    public async Task EveryEndpoint_WithAServiceTokenFromOutside_Is401() =>
        Assert.Empty(await EndpointWalk.FindBelieversAsync(gateway.Services, gateway.Browser()));

    /// <summary>The routes to the services say nothing: the answers do.</summary>
    [Fact]
    public void EveryEndpoint_OfItsOwn_SaysWhatTheAuditTrailCallsIt() =>
        Assert.Empty(EndpointWalk.FindUnnamed(gateway.Services, endpoint => endpoint.Metadata.GetMetadata<RouteModel>() is null));
}
