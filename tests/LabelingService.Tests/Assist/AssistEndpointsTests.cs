using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Masks;
using Voxmark.LabelingService.Assist;
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

    private static readonly byte[] s_mask = MaskOf(1, 3), s_empty = MaskOf(1, 0);
    private static readonly byte[] s_taller = Mask.Encode(new byte[(Rows + 1) * Columns], Rows + 1, Columns).Bytes.ToArray();
    private static readonly byte[] s_turned =
        Mask.Encode([.. Enumerable.Repeat((byte)1, Rows * Columns)], Columns, Rows).Bytes.ToArray();

    /// <summary>65,535 × 65,535 pixels in one run, all of them 1 (docs/mask-encoding.md).</summary>
    private static readonly byte[] s_vast = [1, 0xFF, 0xFF, 3, 0xFF, 0xFF, 3, 1, 0x81, 0x80, 0xF8, 0xFF, 0x0F];

    private static readonly ThresholdRequest Threshold = new("", 0, 0, 1, null);
    private static readonly RegionGrowingRequest Grow = new("", 1, 1, 1, 0, 2);
    private static readonly CarryRequest Carry = new("", 0, s_mask, 1);
    private static readonly SplitRequest Split = new("", 0, s_mask, 0, 0);
    private static readonly InterpolationRequest Between = new("", [new(0, s_mask), new(3, s_mask)]);
    private static readonly SeedsRequest Seeds = new("", 0, 2, [new(1, s_mask)], [new(1)]);

    public static TheoryData<string, string, object> BadRequests => new()
    {
        { "a lasso of two points", "threshold", Threshold with { Lasso = [1, 1, 2, 2] } },
        { "a lasso with half a point", "threshold", Threshold with { Lasso = [1, 1, 2, 2, 3, 3, 4] } },
        { "a lasso far away", "grab-cut", Cut with { Lasso = [1, 1, 2, 2, 3, 1e7] } },
        { "an endless lasso", "back-projection", Select with { Lasso = new double[20_000] } },
        { "smoothing of a centimetre", "back-projection", Select with { SmoothMm = 10 } },
        { "slices upside down", "threshold", Threshold with { FirstSlice = 2, LastSlice = 1 } },
        { "no end", "threshold", Threshold with { Min = null } },
        { "ends upside down", "threshold", Threshold with { Min = 5, Max = 4 } },
        { "an island of less than nothing", "threshold", Threshold with { MinIslandMm2 = -1 } },
        { "a slice it may not grow over", "region-growing", Grow with { Slice = 5 } },
        { "a pixel outside", "region-growing", Grow with { Column = Columns } },
        { "nothing to go by", "region-growing", Grow with { ToleranceHu = null } },
        { "to the same slice", "carry", Carry with { ToSlice = 0 } },
        { "to no slice", "carry", Carry with { ToSlice = -1 } },
        { "nothing to carry", "carry", Carry with { Mask = s_empty } },
        { "no mask", "carry", Carry with { Mask = null! } },
        { "a mask of noise", "carry", Carry with { Mask = [1, 2, 3, 4, 5] } },
        { "a mask of another size", "carry", Carry with { Mask = Mask.Encode(new byte[9], 3, 3).Bytes.ToArray() } },
        { "a band of a metre", "carry", Carry with { BandMm = 1000 } },
        { "a pixel beside the parts", "split", Split with { Column = 4, Row = 3 } },
        { "one slice only", "interpolation", Between with { Slices = [new(0, s_mask)] } },
        { "a slice twice", "interpolation", Between with { Slices = [new(0, s_mask), new(0, s_mask)] } },
        { "no slices", "interpolation", Between with { Slices = null! } },
        { "a slice that is none", "interpolation", Between with { Slices = [new(0, s_mask), null!] } },
        { "no seeds", "seeds", Seeds with { Seeds = [] } },
        { "an empty seed", "seeds", Seeds with { Seeds = [new(1, s_empty)] } },
        { "a seed beyond the slices", "seeds", Seeds with { Seeds = [new(4, s_mask)] } },
        { "a seed that no segment has", "seeds", Seeds with { Segments = [new(2)] } },
        { "walls only", "seeds", Seeds with { Segments = [new(1, IsWall: true)] } },
        { "a segment twice", "seeds", Seeds with { Segments = [new(1), new(1)] } },
        { "segment 0", "seeds", Seeds with { Segments = [new(0)] } },
        { "no segments", "seeds", Seeds with { Segments = null! } },
        { "a margin of a metre", "seeds", Seeds with { MarginMm = 1000 } },
        { "a pixel to the left", "region-growing", Grow with { Column = -1 } },
        { "a pixel beyond numbers", "region-growing", Grow with { Column = int.MaxValue, Row = int.MinValue } },
        { "a pixel below the image", "split", Split with { Row = Rows } },
        { "a pixel above the image", "split", Split with { Row = -1 } },
        { "a slice beyond numbers", "split", Split with { Slice = int.MinValue } },
        { "slices beyond numbers", "threshold", Threshold with { FirstSlice = 0, LastSlice = int.MaxValue } },
        { "slices below all numbers", "seeds", Seeds with { FirstSlice = int.MinValue } },
        { "a value beyond float", "threshold", Threshold with { Min = 1e300 } },
        { "a negative rectangle", "back-projection", Select with { Rectangle = new(3, 3, -2, -2) } },
        { "a rectangle that ends before the image", "back-projection", Select with { Rectangle = new(int.MinValue, 0, int.MaxValue, 2) } },
        { "a rectangle behind all numbers", "grab-cut", Cut with { Rectangle = new(int.MinValue, int.MinValue, 1, 1) } },
        { "an iteration of all numbers", "grab-cut", Cut with { Iterations = int.MaxValue } },
        { "a mask that is cut off", "split", Split with { Mask = s_mask[..^1] } },
        { "a mask of one more row", "split", Split with { Mask = s_taller } },
        { "a mask turned on its side", "carry", Carry with { Mask = s_turned } },
        { "a mask of four billion pixels", "carry", Carry with { Mask = s_vast } },
        { "an empty array for a mask", "interpolation", Between with { Slices = [new(0, s_mask), new(3, [])] } },
        { "a seed of four billion pixels", "seeds", Seeds with { Seeds = [new(1, s_vast)] } },
    };

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task Tools_AskedForWhatCannotBe_Answer400(string why, string tool, object request)
    {
        var json = JsonSerializer.SerializeToNode(request, request.GetType(), Defaults.Json)!;
        json["seriesInstanceUid"] = service.AddSeries();

        using var response = await PostAsync(tool, json);

        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{why}: {response.StatusCode}");
        await AssertProblemAsync(response, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
    }

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

    [Theory]
    [InlineData(1e-4)]
    [InlineData(1e4)]
    public async Task Tools_OnImagesWithAbsurdPixels_Answer(double pixelMm)
    {
        var voxels = Phantom.Voxels();
        var series = service.AddSeries(Phantom.Rows, Phantom.Columns, 3, voxels, spacing: new Vector3d(pixelMm, pixelMm, 5));
        var mask = Mask.Encode(Phantom.MapOf(Phantom.IsMuscle), Phantom.Rows, Phantom.Columns).Bytes.ToArray();

        foreach (var (tool, request) in new (string, object)[]
        {
            ("back-projection", new BackProjectionRequest(series, 0, new(18, 26, 8, 8), OpenMm: 10, SmoothMm: 5)),
            ("grab-cut", new GrabCutRequest(series, 0, new(8, 16, 29, 29), MarginMm: 50)),
            ("carry", new CarryRequest(series, 0, mask, 1, BandMm: 20)),
            ("threshold", new ThresholdRequest(series, 0, 2, 0, 100, 10, 1e6, 1e6)),
            ("region-growing", new RegionGrowingRequest(series, 0, 22, 30, 0, 2, 40, OpenMm: 10)),
            ("split", new SplitRequest(series, 0, mask, 22, 30, 20)),
            ("interpolation", new InterpolationRequest(series, [new(0, mask), new(2, mask)], 0, 100)),
            ("seeds", new SeedsRequest(series, 0, 2, [new(0, mask)], [new(1)], MarginMm: 100, Locality: 10)),
        })
        {
            using var response = await PostAsync(tool, request);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{tool}: {response.StatusCode}");
        }
    }

    /// <summary>Rectangles and lassos that reach far beyond the image are cut to it.</summary>
    [Fact]
    public async Task Tools_AskedForMoreThanTheImage_AnswerWithinIt()
    {
        var series = service.AddSeries(Phantom.Rows, Phantom.Columns, 1, Phantom.Voxels(), spacing: new Vector3d(1, 1, 5));
        double[] lasso = [-65_535, -65_535, 65_535, -65_535, 65_535, 65_535, -65_535, 65_535];
        foreach (var rectangle in new PixelRectangle[]
        {
            new(0, 0, int.MaxValue, int.MaxValue), new(int.MinValue + 9, int.MinValue + 9, int.MaxValue, int.MaxValue),
            new(-1, -1, 2, 2), new(Phantom.Columns - 1, Phantom.Rows - 1, int.MaxValue, 1),
        })
        {
            foreach (var (tool, request) in new (string, object)[]
            {
                ("back-projection", new BackProjectionRequest(series, 0, rectangle, Limit: rectangle, Lasso: lasso)),
                ("grab-cut", new GrabCutRequest(series, 0, rectangle, Keep: [new([-65_535, 30, 65_535, 30], 100)], Lasso: lasso)),
            })
            {
                using var response = await PostAsync(tool, request);
                Assert.Equal((tool, HttpStatusCode.OK), (tool, response.StatusCode));
            }
        }
    }

    /// <summary>What .NET's numbers do not hold never gets as far as a check.</summary>
    [Theory]
    [InlineData("""{ "slice": 0, "rectangle": { "left": NaN, "top": 0, "width": 2, "height": 2 } }""")]
    [InlineData("""{ "slice": 0, "rectangle": { "left": 2147483648, "top": 0, "width": 2, "height": 2 } }""")]
    [InlineData("""{ "slice": 0, "rectangle": { "left": 0.5, "top": 0, "width": 2, "height": 2 } }""")]
    [InlineData("""{ "slice": 0, "rectangle": { "left": 0, "top": 0, "width": 2, "height": 2 }, "marginMm": "NaN" }""")]
    [InlineData("""{ "slice": 0, "rectangle": { "left": 0, "top": 0, "width": 2, "height": 2 }, "marginMm": 1e999 }""")]
    [InlineData("""{ "slice": 0, "rectangle": { "left": 0, "top": 0, "width": 2, "height": 2 }, "lasso": [0, 0, 9, 0, 1e999, 9] }""")]
    [InlineData("""{ "slice": 0, "rectangle": [0, 0, 2, 2] }""")]
    [InlineData("""
        { "slice": 0, "rectangle": { "left": 0, "top": 0, "width": 2, "height": 2 }, "keep": [{ "points": null, "radiusPx": 3 }] }
        """)]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task GrabCut_OfWhatIsNoRequest_Answers400(string json)
    {
        var body = json.Replace("{ \"slice\"", $"{{ \"seriesInstanceUid\": \"{service.AddSeries()}\", \"slice\"", StringComparison.Ordinal);

        using var response = await service.Annotator.PostAsync(
            "/api/assist/grab-cut", new StringContent(body, Encoding.UTF8, "application/json"));

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
    }

    public static TheoryData<string> Tools => [.. AssistTools.All.Select(tool => tool.Name)];

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task Tool_AskedForNothing_Answers400(string tool)
    {
        foreach (var nothing in new[] { "", "null" })
        {
            using var response = await service.Annotator.PostAsync(
                $"/api/assist/{tool}", new StringContent(nothing, Encoding.UTF8, "application/json"));
            await AssertProblemAsync(response, HttpStatusCode.BadRequest, ProblemTypes.Invalid);
        }
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
