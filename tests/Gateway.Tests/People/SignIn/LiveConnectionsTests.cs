using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Voxmark.Contracts.Access;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.Gateway.Tests.People.SignIn;

public sealed class LiveConnectionsTests(GatewayFactory gateway) : IClassFixture<GatewayFactory>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task LiveConnection_WhenItsPersonIsDisabled_Ends()
    {
        gateway.Backend = context => TypedResults.Stream(async body =>
        {
            await body.WriteAsync("here"u8.ToArray());
            await body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var created = await gateway.CreateUserAsync("watcher", Roles.Annotator);
        var browser = await gateway.SignedInAsync("watcher", created.Password);
        using var patience = new CancellationTokenSource(Patience);
        await using var live = await browser.GetStreamAsync("/live/updates", patience.Token);
        await live.ReadExactlyAsync(new byte[4], patience.Token);

        (await gateway.Admin().PutAsJsonAsync(
            $"/api/access/users/{created.User.Id}", new ChangeUser("Watcher", [Roles.Annotator], IsDisabled: true)))
            .EnsureSuccessStatusCode();

        await Assert.ThrowsAnyAsync<Exception>(async () => await live.ReadExactlyAsync(new byte[1], patience.Token));
        Assert.False(patience.IsCancellationRequested, "Nobody ended it.");
    }
}
