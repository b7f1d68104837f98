using Voxmark.Fixtures.Services;

namespace Voxmark.LabelingService.Tests;

/// <summary>The service reached past the gateway: every endpoint, as everybody and with tokens that must not count.</summary>
public sealed class DoorsTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    [Fact]
    public async Task EveryEndpoint_LetsInThoseWhoMay() =>
        Assert.Empty(await EndpointWalk.FindOpenDoorsAsync(
            service.Services, service.ClientOf(null),
            EndpointWalk.ServiceRoles.ToDictionary(role => role, service.ClientOf), "/api/settings"));

    [Fact]
    public async Task EveryEndpoint_WithATokenThatMustNotCount_Is401() =>
        Assert.Empty(await EndpointWalk.FindBelieversAsync(service.Services, service.ClientOf(null)));
}
