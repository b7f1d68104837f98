using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Geometry;
using static Voxmark.LabelingService.Tests.Assist.Overlap;

namespace Voxmark.LabelingService.Tests.Assist.BackProjection;

public sealed class BackProjectionToolTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    private static readonly PixelRectangle InsideLeft = new(18, 26, 8, 8);

    [Fact]
    public async Task Select_FromOneDisc_FindsAllThatHangsTogetherWithIt()
    {
        var proposal = await SelectAsync(new(AddPhantom(), 0, InsideLeft));

        Assert.Equal(Phantom.MapOf(Phantom.IsMuscle), Decode(proposal));
    }

    [Fact]
    public async Task Select_WithOpening_LetsGoOfWhatAThinBridgeJoins()
    {
        var proposal = await SelectAsync(new(AddPhantom(), 0, InsideLeft, OpenMm: 2));

        var labels = Decode(proposal);
        Assert.DoesNotContain(labels.Where((_, i) => Phantom.IsRight(i % Phantom.Columns, i / Phantom.Columns)), label => label == 1);
        Assert.InRange(Dice(labels, Phantom.MapOf(Phantom.IsLeft)), 0.97, 1);
    }

    [Fact]
    public async Task Select_OfEverythingAlike_FindsBothDiscsWithoutTheBridge()
    {
        var proposal = await SelectAsync(new(AddPhantom(), 0, InsideLeft, OpenMm: 2, TouchingOnly: false));

        var discs = Phantom.MapOf((x, y) => Phantom.IsLeft(x, y) || Phantom.IsRight(x, y));
        Assert.InRange(Dice(Decode(proposal), discs), 0.97, 1);
    }

    [Fact]
    public async Task Select_WithinLimit_SelectsNothingOutside()
    {
        var proposal = await SelectAsync(new(AddPhantom(), 0, InsideLeft, Limit: new(0, 0, 30, Phantom.Rows)));

        Assert.Equal(Phantom.MapOf((x, y) => x < 30 && Phantom.IsMuscle(x, y)), Decode(proposal));
    }

    [Fact]
    public async Task Select_WithGate_SelectsOnlyValuesInside()
    {
        var (voxels, series) = (Phantom.Voxels(), AddPhantom());

        var proposal = await SelectAsync(new(series, 0, InsideLeft, TouchingOnly: false, MinHu: 45, MaxHu: 55));

        Assert.Equal([.. voxels.Select(hu => hu is >= 45 and <= 55 ? (byte)1 : (byte)0)], Decode(proposal));
    }

    [Fact]
    public async Task Select_OfBoneBeyondTheUsualRange_FindsIt()
    {
        var series = service.AddSeries(Phantom.Rows, Phantom.Columns, 1, Phantom.Voxels(fat: 40, muscle: 1100));

        Assert.Equal(Phantom.MapOf(Phantom.IsMuscle), Decode(await SelectAsync(new(series, 0, InsideLeft))));
    }

    [Theory]
    [InlineData(120, 480, 20)]
    [InlineData(4000, 9000, 300)]
    public async Task Select_InMr_TakesItsRangeFromTheSlice(int fat, int muscle, int noise)
    {
        var series = service.AddSeries(Phantom.Rows, Phantom.Columns, 1, Phantom.Voxels(fat, muscle, noise), modality: "MR");

        Assert.Equal(Phantom.MapOf(Phantom.IsMuscle), Decode(await SelectAsync(new(series, 0, InsideLeft))));
    }

    [Fact]
    public async Task Select_WhenRectangleLeavesTheImage_UsesWhatIsInside()
    {
        var series = AddPhantom();

        var inside = await SelectAsync(new(series, 0, new(0, 0, 6, 6)));
        var reaching = await SelectAsync(new(series, 0, new(-10, -20, 16, 26)));

        Assert.Equal(Decode(inside), Decode(reaching));
    }

    [Fact]
    public async Task Select_Area_IsPixelsTimesTheirSize()
    {
        // 1,000 of 4,800 pixels of 0.5 × 0.75 mm: 375 mm² = 3.75 cm².
        var voxels = new short[Phantom.Rows * Phantom.Columns];
        voxels.AsSpan(1000).Fill(200);
        var series = service.AddSeries(Phantom.Rows, Phantom.Columns, 1, voxels);

        var proposal = await SelectAsync(new(series, 0, new(0, 0, 8, 8)));

        Assert.Equal(1000, proposal.Slices[0].PixelCount);
        Assert.Equal(3.75, proposal.Slices[0].AreaCm2!.Value, 1e-9);
    }

    private string AddPhantom() =>
        service.AddSeries(Phantom.Rows, Phantom.Columns, 1, Phantom.Voxels(), spacing: new Vector3d(1, 1, 5));

    private Task<Proposal> SelectAsync(BackProjectionRequest request) =>
        service.PostAsync<Proposal>("/api/assist/back-projection", request);
}
