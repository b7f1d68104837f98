using Voxmark.Fixtures.Browser;

namespace Voxmark.Gateway.Tests;

public sealed class BrowserContractsTests(GatewayFactory gateway) : IClassFixture<GatewayFactory>
{
    [Fact]
    public async Task Contracts_OfTheBrowser_AreThoseOfTheDocument() =>
        BrowserContracts.AssertSame(await gateway.Admin().GetStringAsync("/openapi/access.json"), "contracts/access.ts");
}
