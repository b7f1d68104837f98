using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Voxmark.Contracts;
using Voxmark.Contracts.Inference;
using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Labeling;
using Voxmark.Contracts.Quant;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.WebUi.Tests.Live;

public sealed class LiveRelayTests : IAsyncLifetime
{
    private static readonly SeriesVolumeBuilt SeriesBuilt = new("1.2.3.4", "1.2.3", "a1b2", 99, null, DateTimeOffset.UnixEpoch);

    private const string SharedName = "J. Kim";

    private readonly WebUiFactory _web = new();
    private ITestHarness _bus = null!;

    public Task InitializeAsync()
    {
        _bus = _web.Services.GetRequiredService<ITestHarness>();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task SeriesVolumeBuilt_ReachesEverybodyAsSeriesReady()
    {
        using var park = await LiveBrowser.ConnectAsync(_web, "Park");
        using var lee = await LiveBrowser.ConnectAsync(_web, "Lee");

        await PublishAsync(SeriesBuilt);

        foreach (var browser in new[] { park, lee })
        {
            var (name, notice) = await browser.NextAsync();
            Assert.Equal("seriesReady", name);
            Assert.Equal("1.2.3.4", notice.GetProperty("seriesInstanceUid").GetString());
        }
    }

    [Fact]
    public async Task InferenceJobChanged_ReachesOnlyWhoAskedForItNotTheirNamesake()
    {
        using var who = await NamesakeAsync("7");
        using var other = await NamesakeAsync("8");

        await PublishAsync(new InferenceJobChanged(
            Guid.NewGuid(), "1.2.3.4", JobState.Running, 4, 9, null, null, new Person("7", SharedName)));
        await PublishAsync(SeriesBuilt);

        var (name, notice) = await who.NextAsync();
        Assert.Equal("inferenceJobChanged", name);
        Assert.Equal("running", notice.GetProperty("state").GetString());
        Assert.Equal("seriesReady", (await other.NextAsync()).Name);
    }

    [Fact]
    public async Task QuantJobChanged_ReachesOnlyWhoAskedForItNotTheirNamesake()
    {
        using var who = await NamesakeAsync("7");
        using var other = await NamesakeAsync("8");
        var result = Guid.NewGuid();

        await PublishAsync(new QuantJobChanged(
            Guid.NewGuid(), Guid.NewGuid(), JobState.Succeeded, result, null, new Person("7", SharedName)));
        await PublishAsync(SeriesBuilt);

        var (name, notice) = await who.NextAsync();
        Assert.Equal("quantJobChanged", name);
        Assert.Equal(result, notice.GetProperty("resultId").GetGuid());
        Assert.Equal("seriesReady", (await other.NextAsync()).Name);
    }

    [Fact]
    public async Task LabelRevised_ReachesWhoJoinedThatLabel()
    {
        using var park = await LiveBrowser.ConnectAsync(_web, "Park");
        using var lee = await LiveBrowser.ConnectAsync(_web, "Lee");
        await park.InvokeAsync("JoinLabel", Samples.LabelId);
        await lee.InvokeAsync("JoinLabel", Guid.NewGuid());

        await PublishAsync(Revised());
        await PublishAsync(SeriesBuilt);

        var (name, notice) = await park.NextAsync(besides: "peopleChanged");
        Assert.Equal("labelRevised", name);
        Assert.Equal(4, notice.GetProperty("revision").GetInt32());
        Assert.Equal("seriesReady", (await lee.NextAsync(besides: "peopleChanged")).Name);
    }

    [Fact]
    public async Task LabelRevised_AfterLeaving_IsToldNoMore()
    {
        using var park = await LiveBrowser.ConnectAsync(_web, "Park");
        await park.InvokeAsync("JoinLabel", Samples.LabelId);
        await park.InvokeAsync("LeaveLabel", Samples.LabelId);

        await PublishAsync(Revised());
        await PublishAsync(SeriesBuilt);

        Assert.Equal("seriesReady", (await park.NextAsync(besides: "peopleChanged")).Name);
    }

    [Fact]
    public async Task Connect_WithoutAToken_IsRefused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => LiveBrowser.ConnectAsync(_web.Server, "no-token"));

    private static LabelRevised Revised() =>
        new(Samples.LabelId, "1.2.3.4", 4, "brush", new Person("Lee-id", "Lee"), DateTimeOffset.UnixEpoch, null);

    private Task<LiveBrowser> NamesakeAsync(string id) =>
        LiveBrowser.ConnectAsync(_web.Server, _web.Services.GetRequiredService<ServiceTokens>().Issue(id, SharedName, [Roles.Annotator]));

    /// <summary>Publishes and waits until it has been handed on, so that what is published next comes after it.</summary>
    private async Task PublishAsync<T>(T message)
        where T : class
    {
        var id = Guid.NewGuid();
        await _bus.Bus.Publish(message, publish => publish.MessageId = id);
        Assert.True(await _bus.Consumed.Any<T>(consumed => consumed.Context.MessageId == id));
    }

    public async Task DisposeAsync() => await _web.DisposeAsync();
}
