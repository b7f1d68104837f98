using System.Net;
using System.Net.Http.Json;
using MassTransit.Testing;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts.Inference;
using Voxmark.Contracts.Ingest;
using Voxmark.ServiceDefaults;

namespace Voxmark.InferenceService.Tests.Levels;

/// <summary>From the event that a CT can be opened to the answer.</summary>
public sealed class LevelEndpointsTests(InferenceServiceFactory service) : IClassFixture<InferenceServiceFactory>
{
    private static readonly SpinePhantom s_phantom = new();

    [Fact] // L3's middle at 20 + 2.5 · 34 = 105 mm is that of slice 42
    public async Task Get_WhenTheVolumeWasBuilt_ListsTheLevels()
    {
        var series = service.AddCt(s_phantom.Grid, s_phantom.Slice);
        await service.Harness.Bus.Publish(Built(series));
        Assert.True(await service.Harness.Consumed.Any<SeriesVolumeBuilt>(m => m.Context.Message.SeriesInstanceUid == series));

        var found = await FoundAsync(series);

        var l3 = Assert.Single(found.Levels, level => level.Name == "L3");
        Assert.Equal((LevelsState.Ready, true), (found.State, found.Preselect));
        Assert.InRange(l3.Z, 101, 109);
        Assert.InRange(l3.Slice, 40, 44);
        Assert.InRange(l3.FirstSlice, 36, 40); // the body reaches from 92 to 118 mm: slices 37 to 47
        Assert.InRange(l3.LastSlice, 44, 48);
    }

    [Fact]
    public async Task Get_OfTheLevels_SaysWhatElseTheyMayBeCalled()
    {
        var series = service.AddCt(s_phantom.Grid, s_phantom.Slice);

        var found = await FoundAsync(series);

        var likeliest = found.Numberings[0];
        Assert.Equal((0, found.Confidence), (likeliest.Shift, likeliest.Confidence));
        Assert.Equal(found.Levels.Select(level => level.Name), likeliest.Names);
        var higher = Assert.Single(found.Numberings, numbering => numbering.Shift == 1);
        var at = likeliest.Names.ToList().IndexOf("L3");
        Assert.Equal("L2", higher.Names[at]);
        Assert.InRange(higher.Probability, 0, likeliest.Probability);
    }

    [Fact] // as a series from before levels were looked for
    public async Task Get_WhenNobodyHasLookedYet_Answers202AndLooks()
    {
        var series = service.AddCt(s_phantom.Grid, s_phantom.Slice);

        using var response = await service.Annotator.GetAsync(AddressOf(series));
        var first = await response.Content.ReadFromJsonAsync<SeriesLevels>(Defaults.Json);

        Assert.Equal((HttpStatusCode.Accepted, LevelsState.Pending), (response.StatusCode, first!.State));
        Assert.Empty(first.Levels);
        Assert.Equal(LevelsState.Ready, (await FoundAsync(series)).State);
    }

    [Fact]
    public async Task Get_OfAnotherModality_IsEmptyAndSaysWhy()
    {
        var series = service.AddCt(s_phantom.Grid, s_phantom.Slice, "MR");

        var levels = (await service.Annotator.GetFromJsonAsync<SeriesLevels>(AddressOf(series), Defaults.Json))!;

        Assert.Equal((LevelsState.None, "levels-need-axial-ct"), (levels.State, levels.Reason?.Code));
        Assert.Empty(levels.Levels);
    }

    [Fact]
    public async Task Get_WhenThereIsNoSpine_IsEmptyAndSaysWhy()
    {
        var air = new short[s_phantom.Grid.Columns * s_phantom.Grid.Rows];
        Array.Fill(air, (short)-1000);

        var levels = await FoundAsync(service.AddCt(s_phantom.Grid, _ => air));

        Assert.Equal((LevelsState.None, "levels-not-found"), (levels.State, levels.Reason?.Code));
    }

    [Fact]
    public async Task Get_OfNoSeries_Is404()
    {
        using var response = await service.Annotator.GetAsync(AddressOf("2.25.404"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Get_OnAnotherVolume_Is409()
    {
        using var response = await service.Annotator.GetAsync(
            $"{AddressOf(service.AddCt(s_phantom.Grid, s_phantom.Slice))}?volumeId=0123");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
    }

    [Fact]
    public async Task SeriesPurged_TakesTheLevelsAlong()
    {
        var series = service.AddCt(s_phantom.Grid, s_phantom.Slice);
        await FoundAsync(series);

        await service.Harness.Bus.Publish(new SeriesPurged(Guid.NewGuid(), [series]));

        Assert.True(await service.Harness.Consumed.Any<SeriesPurged>(m => m.Context.Message.SeriesInstanceUids[0] == series));
        Assert.False(await service.InDatabaseAsync(db => db.LevelProposals.AnyAsync(p => p.SeriesInstanceUid == series)));
    }

    private async Task<SeriesLevels> FoundAsync(string series)
    {
        for (var deadline = DateTime.UtcNow.AddMinutes(1); ; await Task.Delay(50))
        {
            var levels = (await service.Annotator.GetFromJsonAsync<SeriesLevels>(AddressOf(series), Defaults.Json))!;
            if (levels.State != LevelsState.Pending)
                return levels;
            Assert.True(DateTime.UtcNow < deadline, "The levels are still being looked for.");
        }
    }

    private static string AddressOf(string series) => $"/api/series/{series}/levels";

    private static SeriesVolumeBuilt Built(string series) => new(series, "2.25.1000", null, s_phantom.Slices, null, DateTimeOffset.UtcNow);
}
