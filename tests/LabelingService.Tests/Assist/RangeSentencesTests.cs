using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Voxmark.Contracts.Labeling;
using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Problems;
using static Voxmark.LabelingService.Tests.LabelingServiceFactory;

namespace Voxmark.LabelingService.Tests.Assist;

/// <summary>What a person reads who asks a tool for a number outside its range.</summary>
public sealed class RangeSentencesTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    private static readonly byte[] s_mask = MaskOf(1, 3);

    private static readonly BackProjectionRequest Select = new("", 0, new(1, 1, 2, 2));
    private static readonly GrabCutRequest Cut = new("", 0, new(1, 1, 2, 2));
    private static readonly CarryRequest Carry = new("", 0, s_mask, 1);
    private static readonly ThresholdRequest Threshold = new("", 0, 0, 1, null);
    private static readonly RegionGrowingRequest Grow = new("", 1, 1, 1, 0, 2);
    private static readonly SeedsRequest Seeds = new("", 0, 2, [new(1, s_mask)], [new(1)]);

    public static TheoryData<string, object, string> Requests => new()
    {
        { "back-projection", Select with { BinHu = 0.9 }, "A histogram bin is 1 to 200 HU wide." },
        { "back-projection", Select with { Threshold = 1.1 }, "The threshold is a number from 0 to 1." },
        { "back-projection", Select with { SmoothMm = 5.1 }, "The smoothing is 0 to 5 mm." },
        { "back-projection", Select with { OpenMm = 10.1 }, "The radius that opens the selection is 0 to 10 mm." },
        { "grab-cut", Cut with { Iterations = 11 }, "GrabCut runs 1 to 10 iterations." },
        { "grab-cut", Cut with { MarginMm = 51 }, "The margin around the rectangle is 1 to 50 mm." },
        { "grab-cut", Cut with { Keep = [new([1, 1], 101)] }, "A stroke's radius is at most 100 pixels." },
        { "carry", Carry with { BandMm = 0.5 }, "The band around the outline is 1 to 20 mm." },
        { "carry", Carry with { Iterations = 0 }, "GrabCut runs 1 to 10 iterations." },
        { "split", new SplitRequest("", 0, s_mask, 0, 0, DepthMm: -1), "A neck is 0 to 20 mm narrower than its parts." },
        { "threshold", Threshold with { OpenMm = -0.1 }, "The radius that opens the selection is 0 to 10 mm." },
        { "threshold", Threshold with { MinIslandMm2 = 1e7 }, "Islands and holes are 0 to 1,000,000 mm² large." },
        { "threshold", Threshold with { MaxHoleMm2 = -1 }, "Islands and holes are 0 to 1,000,000 mm² large." },
        { "region-growing", Grow with { ToleranceHu = 10_001 }, "The tolerance is 0 to 10,000 HU." },
        { "region-growing", Grow with { OpenMm = 11 }, "The radius that opens the selection is 0 to 10 mm." },
        { "seeds", Seeds with { MarginMm = 101 }, "The margin around the seeds is 0 to 100 mm." },
        { "seeds", Seeds with { Locality = 10.5 }, "The locality is a number from 0 to 10." },
        { "seeds", Seeds with { Segments = [new(256)] }, "A segment has a number from 1 to 255." },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Tool_AskedForANumberOutsideItsRange_SaysTheRange(string tool, object request, string sentence)
    {
        var json = JsonSerializer.SerializeToNode(request, request.GetType(), Defaults.Json)!;
        json["seriesInstanceUid"] = service.AddSeries();

        using var response = await service.Annotator.PostAsJsonAsync($"/api/assist/{tool}", json, Defaults.Json);

        var problem = await AssertProblemAsync(response, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
        Assert.Equal(sentence, problem.GetProperty("detail").GetString());
    }
}
