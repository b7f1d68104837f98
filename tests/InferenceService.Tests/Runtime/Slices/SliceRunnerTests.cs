using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.ML.OnnxRuntime;
using Voxmark.InferenceService.Bundles;
using Voxmark.InferenceService.Runtime;
using Voxmark.InferenceService.Runtime.Slices;

namespace Voxmark.InferenceService.Tests.Runtime.Slices;

public sealed class SliceRunnerTests : IDisposable
{
    private readonly OnnxSessions _sessions = new(NullLogger<OnnxSessions>.Instance);

    public void Dispose() => _sessions.Dispose();

    private SliceRunner Runner => new(_sessions);

    [Theory]
    [InlineData(-191, 0)]
    [InlineData(-190, 2)] // fat: −190 … −30 inclusive (DOMAIN: BOA, TomoVision)
    [InlineData(-30, 2)]
    [InlineData(-29, 1)] // muscle: −29 … 150 inclusive
    [InlineData(150, 1)]
    [InlineData(151, 0)]
    public void Segment_WithTheDemonstrationModel_LabelsByHuRange(float hu, byte expected)
    {
        var labels = Runner.Segment(ShippedBundles.Catalog().Find("hu-threshold")!, [hu], rows: 1, columns: 1);

        Assert.Equal([expected], labels);
    }

    [Fact]
    public void Segment_OfANonSquareSlice_KeepsRowsAndColumns()
    {
        float[] values = [0, -100, 1000, -100, 0, 1000];

        var labels = Runner.Segment(ShippedBundles.Catalog().Find("hu-threshold")!, values, rows: 2, columns: 3);

        Assert.Equal([1, 2, 0, 2, 1, 0], labels);
    }

    [Fact] // 2 × 3 pixels answered as 3 × 2: as many, and others.
    public void Segment_WhenRowsAndColumnsAreExchanged_Refuses() =>
        Assert.Throws<UnusableModelException>(() => SegmentWith(SmallModels.Transposed, [0, 1, 2, 0, 1, 2]));

    [Fact] // The bundle has the labels 1 and 2.
    public void Segment_WhenTheAnswerHoldsAnotherNumber_Refuses() =>
        Assert.Throws<UnusableModelException>(() => SegmentWith(SmallModels.Rounded, [0, 1, 2, 3, 1, 2]));

    [Fact]
    public void Segment_WhenTheAnswerIsALabelMap_ReturnsIt() =>
        Assert.Equal([0, 1, 2, 0, 1, 2], SegmentWith(SmallModels.Rounded, [0, 1, 2, 0, 1, 2]));

    [Fact] // 2 × 2 is written into the graph
    public void Segment_WhenTheModelTakesImagesOfOneSizeOnly_SaysSo() => Assert.Equal(
        "model-image-size", Assert.Throws<UnusableModelException>(() => SegmentWith(SmallModels.TwoByTwo, [0, 1, 2, 0, 1, 2])).Why.Code);

    [Fact] // a window of 8 × 8 over 2 × 3
    public void Segment_WhenTheGraphStops_SaysSo() => Assert.Equal(
        "model-run-failed", Assert.Throws<UnusableModelException>(() => SegmentWith(SmallModels.WideWindow, [0, 1, 2, 0, 1, 2])).Why.Code);

    private byte[] SegmentWith(byte[] model, float[] values)
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, model);
        try
        {
            return Runner.Segment(
                ShippedBundles.Catalog().Find("hu-threshold")! with { ModelPath = path, Sha256 = path }, values, rows: 2, columns: 3);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Segment_WithAFileThatIsNoModel_Throws()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "no model");
        var bundle = ShippedBundles.Catalog().Find("hu-threshold")! with { ModelPath = path, Sha256 = "other" };

        Assert.Throws<OnnxRuntimeException>(() => Runner.Segment(bundle, [0f], 1, 1));
        File.Delete(path);
    }
}
