using Voxmark.Imaging.Geometry;

namespace Voxmark.Imaging.Tests.Geometry;

public sealed class SeriesStacksTests
{
    private static readonly Vector3d Left = new(1, 0, 0);
    private static readonly Vector3d Back = new(0, 1, 0);
    private static readonly Vector3d Head = new(0, 0, 1);

    private int _number;

    [Fact]
    public void Of_AStackWithALocalizer_LeavesTheLocalizerOut()
    {
        var scout = Plane(new(0, -30, 40), Back, -Head) with { Rows = 48 };

        var series = Of([scout, .. Axial(0, 3, 6)]);

        Assert.Equal([0.0, 3, 6], Assert.Single(series.Stacks).Select(p => p.Position!.Value.Z));
        Assert.Equal(scout, Assert.Single(series.LeftOut));
    }

    [Fact]
    public void Of_AStackInWhichOneLostItsPosition_LeavesThatOneOut() =>
        Assert.Equal((3, 1), Counts(Of([.. Axial(0, 3, 6), Plane(new(0, 0, 9), Left, Back) with { Position = null }])));

    [Fact]
    public void Of_AStackInWhichOneLostItsFrameOfReference_KeepsIt() =>
        Assert.Equal((3, 0), Counts(Of([.. Axial(0, 3).Select(p => p with { FrameOfReferenceUid = "1" }), .. Axial(6)])));

    [Fact]
    public void Of_ALocalizerOfThreeDirections_ShowsThemOneAfterAnother()
    {
        var series = Of(
        [
            .. Axial(0, 3),
            Plane(new(0, 0, 0), Back, -Head), Plane(new(5, 0, 0), Back, -Head),
            Plane(new(0, 0, 0), Left, -Head), Plane(new(0, 5, 0), Left, -Head),
        ]);

        Assert.Equal((3, 0, false), (series.Stacks.Count, series.LeftOut.Count, series.AreAlternatives));
    }

    [Fact]
    public void Of_PicturesWithoutAPlace_IsOneStackInTheirOrder()
    {
        ImagePlane[] pictures =
            [.. new[] { 400, 300, 400 }.Select(rows => Plane(default, Left, Back) with { Position = null, Rows = rows })];

        Assert.Equal([400, 300, 400], Assert.Single(Of(pictures).Stacks).Select(p => p.Rows));
    }

    /// <summary>Slice by slice, as a scanner numbers them that cycles through its phases.</summary>
    [Fact]
    public void Of_PhasesThatTakeTurns_IsAStackOfEach()
    {
        var planes = new[] { 0, 3, 6 }.SelectMany(z =>
            new[] { "1", "2" }.Select(phase => Axial(z)[0] with { Traits = ["ORIGINAL", phase, $"{z}{phase}"] }));

        var series = Of([.. planes]);

        Assert.Equal(["1 1 1", "2 2 2"], series.Stacks.Select(stack => string.Join(' ', stack.Select(p => p.Traits![1]))));
        Assert.True(series.AreAlternatives);
    }

    /// <summary>A scanner that counts an acquisition for each half of the body, and takes two echoes.</summary>
    [Fact]
    public void Of_TwoBlocksWithTwoEchoes_IsAStackOfEachEcho()
    {
        var planes = new[] { 0, 3, 6, 9 }.SelectMany(z =>
            new[] { "10", "20" }.Select(echo => Axial(z)[0] with { Traits = [z < 5 ? "1" : "2", echo] }));

        Assert.Equal([4, 4], Of([.. planes]).Stacks.Select(stack => stack.Count));
    }

    [Fact]
    public void Of_PhasesThatNothingTellsApart_GoesByTheirNumbers() =>
        Assert.Equal([3, 3], Of([.. Axial(0, 3, 6), .. Axial(0, 3, 6)]).Stacks.Select(stack => stack.Count));

    /// <summary>Which of two images at one place is right, nobody knows: the stack stays whole and says so.</summary>
    [Fact]
    public void Of_TwoImagesAtOnePlace_KeepsBothInOneStack() =>
        Assert.Equal((4, 0), Counts(Of([.. Axial(0, 3, 3, 6)])));

    [Fact]
    public void Of_ImagesThatWereSentTwice_NamesTheCopies()
    {
        var series = Of([.. Axial(0, 3, 6), .. Axial(0, 3, 6)], haveSamePixels: true);

        Assert.Equal((3, 3), (Assert.Single(series.Stacks).Count, series.Copies.Count));
        Assert.Equal([1, 2, 3], series.Stacks[0].Select(p => p.InstanceNumber!.Value));
    }

    [Fact]
    public void ByNumber_OfAConcatenation_FollowsItsParts()
    {
        var part = Axial(0)[0] with { InstanceNumber = 1, Concatenation = "c" };
        ImagePlane[] planes =
        [
            part with { SopInstanceUid = "1.1", FrameInConcatenation = 3 },
            part with { SopInstanceUid = "1.9", FrameInConcatenation = 0 },
        ];

        Assert.Equal(["1.9", "1.1"], ImagePlane.ByNumber(planes).Select(p => p.SopInstanceUid));
    }

    private static SeriesStacks Of(ImagePlane[] planes, bool haveSamePixels = false) => SeriesStacks.Of(planes, (_, _) => haveSamePixels);

    private static (int Shown, int LeftOut) Counts(SeriesStacks series) => (Assert.Single(series.Stacks).Count, series.LeftOut.Count);

    private ImagePlane[] Axial(params double[] z) => [.. z.Select(at => Plane(new(0, 0, at), Left, Back))];

    private ImagePlane Plane(Vector3d position, Vector3d row, Vector3d column) =>
        new($"1.2.{++_number}", 0, _number, 512, 512, position, row, column, 0.8, 0.8, null);
}
