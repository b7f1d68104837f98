using System.Text.Json;

namespace Voxmark.WebUi.Tests.Live;

public sealed class PresenceTests : IAsyncLifetime
{
    private static readonly Guid Label = Samples.LabelId;

    private readonly WebUiFactory _web = new();

    [Fact]
    public async Task Here_ReachesWhoJoinedThatLabel()
    {
        using var park = await LiveBrowser.ConnectAsync(_web, "Park");
        using var lee = await LiveBrowser.ConnectAsync(_web, "Lee");
        await park.InvokeAsync("JoinLabel", Label);

        await lee.InvokeAsync("Here", Label, "tab", 7, true, null);

        var person = Assert.Single(await park.PeopleAsync(people => people.Count > 0));
        Assert.Equal("Lee", person.GetProperty("person").GetProperty("name").GetString());
        Assert.Equal(7, person.GetProperty("slice").GetInt32());
        Assert.True(person.GetProperty("isWorking").GetBoolean());
    }

    [Fact]
    public async Task JoinLabel_TellsWhoIsThere()
    {
        using var lee = await LiveBrowser.ConnectAsync(_web, "Lee");
        await lee.InvokeAsync("JoinLabel", Label);
        await lee.InvokeAsync("Here", Label, "tab", 7, true, null);
        await lee.PeopleAsync(people => people.Count == 1);

        using var park = await LiveBrowser.ConnectAsync(_web, "Park");
        await park.SendInvocationAsync("JoinLabel", Label);

        Assert.Single(await park.PeopleAsync(people => people.Count > 0));
    }

    [Fact]
    public async Task Disconnect_TellsThatThePersonHasLeft()
    {
        using var park = await LiveBrowser.ConnectAsync(_web, "Park");
        await park.InvokeAsync("JoinLabel", Label);
        var lee = await LiveBrowser.ConnectAsync(_web, "Lee");
        await lee.InvokeAsync("Here", Label, "tab", 7, true, null);
        await park.PeopleAsync(people => people.Count == 1);

        lee.Dispose();

        await park.PeopleAsync(people => people.Count == 0);
    }

    [Fact]
    public async Task Here_WithTheTimeOfAnEarlierAnswer_KeepsItsPlace()
    {
        using var park = await LiveBrowser.ConnectAsync(_web, "Park");
        await park.InvokeAsync("JoinLabel", Label);
        using var lee = await LiveBrowser.ConnectAsync(_web, "Lee");
        await park.InvokeAsync("Here", Label, "tab", 1, true, null);
        await lee.InvokeAsync("Here", Label, "tab", 2, true, DateTimeOffset.UnixEpoch);

        var people = await park.PeopleAsync(people => people.Count == 2);

        Assert.Equal(["Lee", "Park"], people.Select(person => person.GetProperty("person").GetProperty("name").GetString()));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _web.DisposeAsync();
}

file static class PeopleReading
{
    /// <summary>Waits for the notice of people at a label that a condition holds for.</summary>
    public static async Task<List<JsonElement>> PeopleAsync(this LiveBrowser browser, Predicate<List<JsonElement>> until)
    {
        while (true)
        {
            var (name, notice) = await browser.NextAsync();
            if (name != "peopleChanged")
                continue;
            List<JsonElement> people = [.. notice.GetProperty("people").EnumerateArray()];
            if (until(people))
                return people;
        }
    }
}
