using Voxmark.Fixtures.Services;

namespace Voxmark.WebUi.Tests;

/// <summary>The pages reached past the gateway: every one, the hub and the draft key, as everybody.</summary>
public sealed class DoorsTests : IDisposable
{
    private readonly WebUiFactory _web = new();

    [Fact]
    public async Task EveryEndpoint_LetsInThoseWhoMay() =>
        Assert.Empty(await EndpointWalk.FindOpenDoorsAsync(
            _web.Services, _web.Browser(role: null), EndpointWalk.ServiceRoles.Where(role => role.Length > 0)
                .ToDictionary(role => role, role => _web.Browser(role)), "/preferences", "/live"));

    [Fact]
    public async Task EveryEndpoint_WithATokenThatMustNotCount_Is401() =>
        Assert.Empty(await EndpointWalk.FindBelieversAsync(_web.Services, _web.Browser(role: null)));

    [Fact]
    public void EveryEndpoint_SaysWhatTheAuditTrailCallsIt() =>
        Assert.Empty(EndpointWalk.FindUnnamed(_web.Services, "/preferences", "/live"));

    public void Dispose() => _web.Dispose();
}
