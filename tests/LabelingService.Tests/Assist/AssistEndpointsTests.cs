using System.Net;
using System.Net.Http.Json;
using Voxmark.Contracts.Labeling;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Problems;
using static Voxmark.LabelingService.Tests.LabelingServiceFactory;

namespace Voxmark.LabelingService.Tests.Assist;

public sealed class AssistEndpointsTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    private static readonly BackProjectionRequest Select = new("", 0, new(1, 1, 2, 2));
    private static readonly GrabCutRequest Cut = new("", 0, new(1, 1, 2, 2));

    public static TheoryData<string, BackProjectionRequest> BadSelections => new()
    {
        { "a slice above the series", Select with { Slice = Slices } },
        { "a slice below the series", Select with { Slice = -1 } },
        { "no rectangle", Select with { Rectangle = null! } },
        { "a rectangle to the right", Select with { Rectangle = new(Columns, 0, 5, 5) } },
        { "a rectangle above", Select with { Rectangle = new(0, -5, 5, 5) } },
        { "an empty rectangle", Select with { Rectangle = new(1, 1, 0, 2) } },
        { "a limit outside", Select with { Limit = new(0, Rows, 5, 5) } },
        { "a bin of nothing", Select with { BinHu = 0 } },
        { "a threshold above one", Select with { Threshold = 1.5 } },
        { "an opening of a decimetre", Select with { OpenMm = 100 } },
        { "a gate upside down", Select with { MinHu = 10, MaxHu = -10 } },
    };

    public static TheoryData<string, GrabCutRequest> BadCuts => new()
    {
        { "a slice above the series", Cut with { Slice = Slices } },
        { "a rectangle outside", Cut with { Rectangle = new(-9, 0, 5, 5) } },
        { "a rectangle beyond numbers", Cut with { Rectangle = new(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue) } },
        { "no iteration", Cut with { Iterations = 0 } },
        { "no margin", Cut with { MarginMm = 0 } },
        { "a stroke without points", Cut with { Keep = [new([], 3)] } },
        { "a stroke with half a point", Cut with { Keep = [new([1, 2, 3], 3)] } },
        { "no stroke where one should be", Cut with { Remove = [null!] } },
        { "a stroke without width", Cut with { Remove = [new([1, 2], 0)] } },
        { "a stroke far away", Cut with { Remove = [new([1, 1e9], 3)] } },
        { "an endless stroke", Cut with { Keep = [new(new double[20_000], 3)] } },
        { "a gate upside down", Cut with { MinHu = 10, MaxHu = -10 } },
    };

    [Theory]
    [MemberData(nameof(BadSelections))]
    public async Task BackProjection_OfWhatCannotBe_Answers400(string why, BackProjectionRequest request)
    {
        using var response = await PostAsync("back-projection", request with { SeriesInstanceUid = service.AddSeries() });

        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, why);
        await AssertProblemAsync(response, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
    }

    [Theory]
    [MemberData(nameof(BadCuts))]
    public async Task GrabCut_OfWhatCannotBe_Answers400(string why, GrabCutRequest request)
    {
        using var response = await PostAsync("grab-cut", request with { SeriesInstanceUid = service.AddSeries() });

        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, why);
        await AssertProblemAsync(response, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
    }

    [Fact]
    public async Task Tools_OnUnknownSeries_Answer404()
    {
        using var select = await PostAsync("back-projection", Select with { SeriesInstanceUid = "1.2.3.4" });
        using var cut = await PostAsync("grab-cut", Cut with { SeriesInstanceUid = "../1.2" });

        await AssertProblemAsync(select, HttpStatusCode.NotFound, ProblemTypes.NotFound);
        await AssertProblemAsync(cut, HttpStatusCode.NotFound, ProblemTypes.NotFound);
    }

    [Fact]
    public async Task Tools_ForReaders_AreForbidden()
    {
        using var client = service.ClientOf(Roles.Researcher);

        using var response = await client.PostAsJsonAsync("/api/assist/grab-cut", Cut, Defaults.Json);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private Task<HttpResponseMessage> PostAsync(string tool, object request) =>
        service.Annotator.PostAsJsonAsync($"/api/assist/{tool}", request, Defaults.Json);
}
