using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Voxmark.Contracts;
using Voxmark.QuantService.Persistence;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.QuantService.Tests.Outbox;

/// <summary>The shelf of what cannot be sent, as every service has it.</summary>
public sealed class OutboxEndpointsTests(QuantServiceFactory service) : IClassFixture<QuantServiceFactory>
{
    private const string Shelf = "/api/outbox/quant";

    private readonly HttpClient _admin = service.ClientOf(Roles.Admin);

    [Fact]
    public async Task Get_ListsWhatIsShelvedWithTheReason()
    {
        var id = await ShelveAsync();

        var shelved = Assert.Single(await ShelfAsync(), message => message.Id == id);

        Assert.Equal(("of-before", "It failed."), (shelved.Type, shelved.Failure));
    }

    [Fact]
    public async Task Retry_TriesItOnceMore()
    {
        var id = await ShelveAsync();

        using var answer = await _admin.PostAsync($"{Shelf}/{id}/retry", null);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        // Nobody knows the message: once it was tried, it lies there again, for another reason.
        await EventuallyAsync(async () => (await ShelfAsync()).Any(message => message.Id == id && message.Failure != "It failed."));
    }

    [Fact]
    public async Task Delete_DropsIt()
    {
        var id = await ShelveAsync();

        using var answer = await _admin.DeleteAsync($"{Shelf}/{id}");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.DoesNotContain(await ShelfAsync(), message => message.Id == id);
        using var again = await _admin.DeleteAsync($"{Shelf}/{id}");
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    private async Task<ShelvedMessage[]> ShelfAsync() => (await _admin.GetFromJsonAsync<ShelvedMessage[]>(Shelf, Defaults.Json))!;

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(60); !await condition(); await Task.Delay(100))
            Assert.True(DateTime.UtcNow < deadline, "It did not happen.");
    }

    private async Task<Guid> ShelveAsync()
    {
        var id = Guid.CreateVersion7();
        await using var scope = service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<QuantDbContext>().Database.ExecuteSqlAsync($"""
            INSERT INTO quant.outbox (id, type, body, created_at, attempts, next_attempt_at, failure, shelved_at)
            VALUES ({id}, 'of-before', 'null', now(), 10, now(), 'It failed.', now())
            """);
        return id;
    }
}
