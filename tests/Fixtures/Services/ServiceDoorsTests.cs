using Microsoft.EntityFrameworkCore;

namespace Voxmark.Fixtures.Services;

/// <summary>The service reached past the gateway: every endpoint, as everybody and with tokens that must not count.</summary>
/// <param name="personal">Beginnings of addresses where everybody with a role may change something: their own.</param>
public abstract class ServiceDoorsTests<TProgram, TContext>(ServiceFactory<TProgram, TContext> service, params string[] personal)
    where TProgram : class
    where TContext : DbContext
{
    [Fact]
    public async Task EveryEndpoint_LetsInThoseWhoMay() =>
        Assert.Empty(await EndpointWalk.FindOpenDoorsAsync(
            service.Services, service.ClientOf(null), EndpointWalk.ServiceRoles.ToDictionary(role => role, service.ClientOf), personal));

    [Fact]
    public async Task EveryEndpoint_WithATokenThatMustNotCount_Is401() =>
        Assert.Empty(await EndpointWalk.FindBelieversAsync(service.Services, service.ClientOf(null)));

    [Fact]
    public void EveryEndpoint_SaysWhatTheAuditTrailCallsIt() => Assert.Empty(EndpointWalk.FindUnnamed(service.Services));
}
