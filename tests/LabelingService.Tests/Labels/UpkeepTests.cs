using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using MassTransit.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Labeling;
using Voxmark.LabelingService.Labels;
using Voxmark.ServiceDefaults;
using static Voxmark.LabelingService.Tests.LabelingServiceFactory;

namespace Voxmark.LabelingService.Tests.Labels;

public sealed class UpkeepTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    [Fact]
    public async Task Change_OfTheName_IsInTheListAndKeepsTheRevisions()
    {
        var label = await LabelledAsync();

        await ChangeAsync(label.Id, new(Name: "  After surgery "));

        var listed = Assert.Single(await ListAsync(label.SeriesInstanceUid));
        Assert.Equal(("After surgery", 1), (listed.Name, listed.HeadRevision));
    }

    [Fact]
    public async Task Change_ToAnEmptyName_IsTheTemplatesName()
    {
        var label = await LabelledAsync();
        await ChangeAsync(label.Id, new(Name: "Other"));

        await ChangeAsync(label.Id, new(Name: " "));

        Assert.Equal(label.Name, Assert.Single(await ListAsync(label.SeriesInstanceUid)).Name);
    }

    [Fact]
    public async Task Change_ToHidden_LeavesTheListAndStillOpens()
    {
        var label = await LabelledAsync();

        await ChangeAsync(label.Id, new(IsHidden: true));

        Assert.Empty(await ListAsync(label.SeriesInstanceUid));
        Assert.True(Assert.Single(await ListAsync(label.SeriesInstanceUid, "&hidden=true")).IsHidden);
        Assert.Equal(1, (await service.GetAsync<Label>($"/api/labels/{label.Id}")).HeadRevision);
    }

    [Fact]
    public async Task Delete_WhenItsNameWasTyped_Is404EverywhereUntilItIsBroughtBack()
    {
        var label = await LabelledAsync();

        using var deleted = await DeleteAsync(label.Id, label.Name);

        Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        Assert.Empty(await ListAsync(label.SeriesInstanceUid, "&hidden=true"));
        using var read = await service.Annotator.GetAsync($"/api/labels/{label.Id}");
        using var saved = await service.SaveAsync(label.Id, Save(new SliceChange(3, 0, MaskOf(1, 1))));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (read.StatusCode, saved.StatusCode));
        var listed = await service.GetAsync<LabelSummary[]>($"/api/labels/deleted?seriesInstanceUid={label.SeriesInstanceUid}");
        Assert.Equal(label.Id, Assert.Single(listed).Id);

        await service.PostAsync<LabelSummary>($"/api/labels/{label.Id}/restore", new { });

        Assert.Equal(MaskOf(1, 7), await service.Annotator.GetByteArrayAsync($"/api/labels/{label.Id}/slices/2"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Another label")]
    public async Task Delete_WhenAnotherNameWasTyped_Is400AndDeletesNothing(string typed)
    {
        var label = await LabelledAsync();

        using var answer = await DeleteAsync(label.Id, typed);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Single(await ListAsync(label.SeriesInstanceUid));
    }

    [Fact]
    public async Task Purge_WhenDue_TakesTheMasksThatNoOtherLabelHolds()
    {
        var series = service.AddSeries();
        var (doomed, kept) = (await service.CreateLabelAsync(series), await service.CreateLabelAsync(series));
        await service.SavedAsync(doomed.Id, new SliceChange(0, 0, MaskOf(3, 11)), new SliceChange(1, 0, MaskOf(3, 12)));
        await service.SavedAsync(kept.Id, new SliceChange(0, 0, MaskOf(3, 11)));
        (await DeleteAsync(doomed.Id, doomed.Name)).Dispose();
        await service.InDatabaseAsync(db => db.Labels.IgnoreQueryFilters().Where(l => l.Id == doomed.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.DeletedAt, DateTimeOffset.UtcNow.AddDays(-31))));

        await using (var scope = service.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<DeletedLabels>().PurgeDueAsync(CancellationToken.None);

        Assert.False(await service.InDatabaseAsync(db => db.Labels.IgnoreQueryFilters().AnyAsync(l => l.Id == doomed.Id)));
        Assert.Equal(MaskOf(3, 11), await service.Annotator.GetByteArrayAsync($"/api/labels/{kept.Id}/slices/0"));
        var gone = Convert.ToHexStringLower(SHA256.HashData(MaskOf(3, 12)));
        Assert.False(await service.InDatabaseAsync(db => db.Masks.AnyAsync(mask => mask.Hash == gone)));
    }

    [Fact]
    public async Task SeriesDeleted_ThenRestored_TakesItsLabelsAlongAndBringsThemBack()
    {
        var label = await LabelledAsync();
        var deletion = Guid.NewGuid();

        await PublishAsync(new SeriesDeleted(deletion, [label.SeriesInstanceUid], DateTimeOffset.UtcNow));
        await WaitForAsync(label.SeriesInstanceUid, labels: 0);
        await PublishAsync(new SeriesRestored(deletion, [label.SeriesInstanceUid]));

        await WaitForAsync(label.SeriesInstanceUid, labels: 1);
    }

    [Fact]
    public async Task SeriesPurged_OfADeletedSeries_LeavesNothingOfIt()
    {
        var label = await LabelledAsync();
        var deletion = Guid.NewGuid();
        await PublishAsync(new SeriesDeleted(deletion, [label.SeriesInstanceUid], DateTimeOffset.UtcNow));
        await WaitForAsync(label.SeriesInstanceUid, labels: 0);

        await PublishAsync(new SeriesPurged(deletion, [label.SeriesInstanceUid]));

        for (var deadline = DateTime.UtcNow.AddMinutes(1);
            await service.InDatabaseAsync(db => db.Labels.IgnoreQueryFilters().AnyAsync(l => l.Id == label.Id)); await Task.Delay(50))
            Assert.True(DateTime.UtcNow < deadline, "The label is still there.");
    }

    private async Task<Label> LabelledAsync()
    {
        var label = await service.CreateLabelAsync(service.AddSeries());
        await service.SavedAsync(label.Id, new SliceChange(2, 0, MaskOf(1, 7)));
        return label;
    }

    private async Task ChangeAsync(Guid label, ChangeLabel body)
    {
        using var answer = await service.Annotator.PatchAsJsonAsync($"/api/labels/{label}", body, Defaults.Json);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private Task<HttpResponseMessage> DeleteAsync(Guid label, string typed) =>
        service.Annotator.DeleteAsync($"/api/labels/{label}?confirm={Uri.EscapeDataString(typed)}");

    private Task<LabelSummary[]> ListAsync(string series, string query = "") =>
        service.GetAsync<LabelSummary[]>($"/api/labels?seriesInstanceUid={series}{query}");

    private Task PublishAsync<T>(T message)
        where T : class => service.Services.GetTestHarness().Bus.Publish(message);

    private async Task WaitForAsync(string series, int labels)
    {
        for (var deadline = DateTime.UtcNow.AddMinutes(1); (await ListAsync(series, "&hidden=true")).Length != labels; await Task.Delay(50))
            Assert.True(DateTime.UtcNow < deadline, $"The series does not have {labels} labels.");
    }
}
