using System.Net;
using System.Net.Http.Json;
using Voxmark.Contracts.Labeling;
using Voxmark.ServiceDefaults.Problems;
using static Voxmark.LabelingService.Tests.LabelingServiceFactory;

namespace Voxmark.LabelingService.Tests.Selections;

public sealed class SelectionEndpointsTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    [Fact]
    public async Task Create_FromProposal_KeepsWhoWhatAndTheProposal()
    {
        var series = service.AddSeries();
        var proposed = new ProposedRange("L3", 2, 4, 0.75);

        await service.PostAsync<Selection>("/api/selections", new CreateSelection(series, 1, 4, " L3 ", proposed));

        var stored = Assert.Single(await service.GetAsync<Selection[]>($"/api/selections?seriesInstanceUid={series}"));
        Assert.Equal((1, 4, "L3", proposed), (stored.FirstSlice, stored.LastSlice, stored.Level, stored.Proposed));
        Assert.Equal("Some annotator", stored.CreatedBy.Name);
    }

    [Fact]
    public async Task List_OfSeries_IsNewestFirstAndItsOwn()
    {
        var series = service.AddSeries();
        await service.PostAsync<Selection>("/api/selections", new CreateSelection(series, 0, 1, "L4", null));
        await service.PostAsync<Selection>("/api/selections", new CreateSelection(series, 2, 3, "L3", null));
        await service.PostAsync<Selection>("/api/selections", new CreateSelection(service.AddSeries(), 4, 5, "L2", null));

        var selections = await service.GetAsync<Selection[]>($"/api/selections?seriesInstanceUid={series}");

        Assert.Equal(["L3", "L4"], selections.Select(s => s.Level));
    }

    [Theory]
    [InlineData(-1, 3, 0.5)]
    [InlineData(3, 2, 0.5)]
    [InlineData(0, Slices, 0.5)]
    [InlineData(0, 1, 1.5)]
    public async Task Create_WhenRangeOrConfidenceIsImpossible_Answers400(int first, int last, double confidence)
    {
        using var response = await service.Annotator.PostAsJsonAsync("/api/selections",
            new CreateSelection(service.AddSeries(), first, last, "L3", new ProposedRange("L3", 0, 1, confidence)));

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
    }

    [Fact]
    public async Task Create_OfUnknownSeries_Answers404()
    {
        using var response = await service.Annotator.PostAsJsonAsync(
            "/api/selections", new CreateSelection("1.2.3.4.5.6", 0, 1, null, null));

        await AssertProblemAsync(response, HttpStatusCode.NotFound, ProblemTypes.NotFound);
    }
}
