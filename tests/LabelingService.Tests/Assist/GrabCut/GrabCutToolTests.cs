using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Geometry;
using static Voxmark.LabelingService.Tests.Assist.Overlap;

namespace Voxmark.LabelingService.Tests.Assist.GrabCut;

public sealed class GrabCutToolTests(LabelingServiceFactory service) : IClassFixture<LabelingServiceFactory>
{
    /// <summary>Around the left disc, 10…34 × 18…42, with a little room.</summary>
    private static readonly PixelRectangle AroundLeft = new(8, 16, 29, 29);

    private static readonly Stroke AcrossLeft = new([16, 30, 28, 30], 2);

    [Fact]
    public async Task Cut_WithAStroke_FindsTheDisc()
    {
        var proposal = await CutAsync(new(AddPhantom(), 0, AroundLeft, Keep: [AcrossLeft]));

        Assert.InRange(Dice(Decode(proposal), Phantom.MapOf(Phantom.IsLeft)), 0.98, 1);
    }

    [Fact]
    public async Task Cut_WithoutStrokes_IsPrimedFromTheMiddle()
    {
        var proposal = await CutAsync(new(AddPhantom(), 0, AroundLeft));

        Assert.InRange(Dice(Decode(proposal), Phantom.MapOf(Phantom.IsLeft)), 0.98, 1);
    }

    [Fact]
    public async Task Cut_WithRemoveStroke_LeavesItsPixelsOut()
    {
        var proposal = await CutAsync(new(AddPhantom(), 0, AroundLeft, Keep: [AcrossLeft], Remove: [new([22, 20, 22, 24], 2)]));

        var labels = Decode(proposal);
        // The stroke's line is column 22 from row 20 to row 24; its radius 2.
        for (var y = 18; y <= 26; y++)
            Assert.Equal(0, labels[y * Phantom.Columns + 22]);
        Assert.Equal(1, labels[32 * Phantom.Columns + 22]);
    }

    [Fact]
    public async Task Cut_WithKeepStrokeOverFat_HoldsItsPixelsUnlessGated()
    {
        var request = new GrabCutRequest(AddPhantom(), 0, AroundLeft, Keep: [AcrossLeft, new([12, 40, 12, 40], 1)]);

        var free = Decode(await CutAsync(request));
        var gated = Decode(await CutAsync(request with { MinHu = -29, MaxHu = 150 }));

        Assert.Equal(1, free[40 * Phantom.Columns + 12]);
        Assert.Equal(0, gated[40 * Phantom.Columns + 12]);
    }

    [Fact]
    public async Task Cut_OutsideRectangle_IsEmpty()
    {
        var proposal = await CutAsync(new(AddPhantom(), 0, AroundLeft, Keep: [AcrossLeft]));

        var labels = Decode(proposal);
        Assert.DoesNotContain(
            labels.Where((_, i) => i % Phantom.Columns >= 8 + 29 || i / Phantom.Columns >= 16 + 29), label => label == 1);
    }

    [Fact]
    public async Task Cut_WithALasso_StaysInsideIt()
    {
        // Half of the disc: columns up to its middle.
        double[] left = [5, 10, 22.5, 10, 22.5, 50, 5, 50];

        var labels = Decode(await CutAsync(new(AddPhantom(), 0, AroundLeft, Keep: [new([14, 30, 19, 30], 2)], Lasso: left)));

        Assert.InRange(Dice(labels, Phantom.MapOf((x, y) => x <= 22 && Phantom.IsLeft(x, y))), 0.97, 1);
        Assert.DoesNotContain(labels.Where((_, i) => i % Phantom.Columns > 22), label => label == 1);
    }

    [Fact]
    public async Task Cut_WhereTheLassoMissesTheRectangle_FindsNothing()
    {
        var proposal = await CutAsync(new(AddPhantom(), 0, AroundLeft, Lasso: [60, 0, 79, 0, 79, 9, 60, 9]));

        Assert.Equal(0, proposal.Slices[0].PixelCount);
    }

    [Fact]
    public async Task Cut_Repeated_GivesTheSameBytes()
    {
        var series = AddPhantom();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => CutAsync(new(series, 0, AroundLeft, Keep: [AcrossLeft]))));

        Assert.All(answers, answer => Assert.Equal(answers[0].Slices[0].Mask, answer.Slices[0].Mask));
    }

    [Fact]
    public async Task Cut_InMr_FindsTheDisc()
    {
        var series = service.AddSeries(
            Phantom.Rows, Phantom.Columns, 1, Phantom.Voxels(120, 480, 20), modality: "MR", spacing: new Vector3d(1, 1, 5));

        var proposal = await CutAsync(new(series, 0, AroundLeft, Keep: [AcrossLeft]));

        Assert.InRange(Dice(Decode(proposal), Phantom.MapOf(Phantom.IsLeft)), 0.98, 1);
    }

    [Theory]
    [InlineData(0, 0, Phantom.Columns, Phantom.Rows)] // no background around it to learn from
    [InlineData(20, 28, 1, 1)]
    [InlineData(20, 28, 2, 2)]
    public async Task Cut_OfWholeImageOrNextToNothing_Answers(int left, int top, int width, int height)
    {
        var proposal = await CutAsync(new(AddPhantom(), 0, new(left, top, width, height)));

        Assert.InRange(proposal.Slices[0].PixelCount, 0, width * height);
    }

    [Fact]
    public async Task Cut_OfUniformSlice_Answers()
    {
        var series = service.AddSeries(Phantom.Rows, Phantom.Columns, 1, new short[Phantom.Rows * Phantom.Columns], modality: "MR");

        Assert.InRange((await CutAsync(new(series, 0, AroundLeft))).Slices[0].PixelCount, 0, 29 * 29);
    }

    private string AddPhantom() =>
        service.AddSeries(Phantom.Rows, Phantom.Columns, 1, Phantom.Voxels(), spacing: new Vector3d(1, 1, 5));

    private Task<Proposal> CutAsync(GrabCutRequest request) => service.PostAsync<Proposal>("/api/assist/grab-cut", request);
}
