using System.Net;
using System.Net.Http.Json;
using Voxmark.Contracts.Inference;
using Voxmark.ServiceDefaults;

namespace Voxmark.InferenceService.Tests.Bundles;

/// <summary>Which models there are for slices of a series.</summary>
public sealed class OffersTests(InferenceServiceFactory service) : IClassFixture<InferenceServiceFactory>
{
    [Fact]
    public async Task Offers_OfASeries_SayWhyAModelIsNotForIt()
    {
        var offers = await OffersAsync(service.AddSeries());

        Assert.Null(offers.Single(offer => offer.Model.Id == InferenceServiceFactory.Model).Misfit);
        Assert.Equal("model-other-modality", offers.Single(offer => offer.Model.Id == "brain-tissue-light").Misfit?.Code);
    }

    [Fact]
    public async Task Offers_OfASeries_NameThoseThatFitFirst()
    {
        var fit = (await OffersAsync(service.AddSeries())).Select(offer => offer.Misfit is null).ToList();

        Assert.Equal(fit.OrderDescending(), fit);
    }

    [Fact] // The fake takes two seconds a slice.
    public async Task Offers_OfARange_SayHowLongItsSlicesTake()
    {
        var offers = await OffersAsync(service.AddSeries(), "?firstSlice=1&lastSlice=4");

        Assert.Equal(8, offers.Single(offer => offer.Model.Id == InferenceServiceFactory.Model).ExpectedSeconds);
    }

    [Fact]
    public async Task Offers_OfWhatDoesNotFit_SayNoTime()
    {
        var offers = await OffersAsync(service.AddSeries());

        Assert.All(offers.Where(offer => offer.Misfit is not null), offer => Assert.Null(offer.ExpectedSeconds));
    }

    [Fact]
    public async Task Offers_OnAnOlderVolume_Are409()
    {
        var uid = service.AddSeries();
        var (before, now) = await service.GrowAsync(uid);

        using var outdated = await GetAsync(uid, $"?volume={before}");
        using var current = await GetAsync(uid, $"?volume={now}");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.OK), (outdated.StatusCode, current.StatusCode));
    }

    [Theory]
    [InlineData("2.25.404", "", HttpStatusCode.NotFound)]
    [InlineData(null, "?firstSlice=3&lastSlice=2", HttpStatusCode.BadRequest)]
    [InlineData(null, "?lastSlice=6", HttpStatusCode.BadRequest)]
    [InlineData(null, "?lastSlice=x", HttpStatusCode.BadRequest)]
    public async Task Offers_OfWhatIsNotThere_SaySo(string? uid, string query, HttpStatusCode expected)
    {
        using var response = await GetAsync(uid ?? service.AddSeries(), query);

        Assert.Equal(expected, response.StatusCode);
    }

    private Task<HttpResponseMessage> GetAsync(string uid, string query) =>
        service.Annotator.GetAsync($"/api/inference/series/{uid}/models{query}");

    private async Task<List<ModelOffer>> OffersAsync(string uid, string query = "")
    {
        using var response = await GetAsync(uid, query);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<List<ModelOffer>>(Defaults.Json))!;
    }
}
