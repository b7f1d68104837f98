using Microsoft.EntityFrameworkCore;
using Voxmark.Fixtures.Services;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.Fixtures.Browser;

/// <summary>What the browser's code keeps of a service's bodies.</summary>
/// <param name="name">The service's, as in <c>/openapi/{name}.json</c> and <c>contracts/{name}.ts</c>.</param>
/// <param name="others">Files of the browser's code besides.</param>
public abstract class BrowserContractsTests<TProgram, TContext>(
    ServiceFactory<TProgram, TContext> service, string name, params string[] others)
    where TProgram : class
    where TContext : DbContext
{
    [Fact]
    public async Task Contracts_OfTheBrowser_AreThoseOfTheDocument() =>
        BrowserContracts.AssertSame(
            await service.ClientOf(Roles.Annotator).GetStringAsync($"/openapi/{name}.json"), [$"contracts/{name}.ts", .. others]);
}
