using Voxmark.Imaging.Phantoms;
using Voxmark.Imaging.Volumes;
using Voxmark.InferenceService.BodyComposition;
using Voxmark.InferenceService.Bundles;
using Voxmark.InferenceService.Runtime.Algorithms;
using Voxmark.InferenceService.Tests.BodyComposition;

namespace Voxmark.InferenceService.Tests.Runtime.Algorithms;

/// <summary>Body composition as the bundle that ships offers it.</summary>
public sealed class AlgorithmRunnerTests
{
    private readonly AlgorithmRunner _runner = new(new VertebraTracks());

    private static Bundle BodyComposition => field ??= ShippedBundles.Catalog().Find("body-composition")!;

    [Fact]
    public async Task RunAsync_OfARange_LabelsItsSlicesAboutTheTrackedVertebra()
    {
        using var volume = TestVolume.Of(new AbdomenPhantom(Slices: 12, NoiseHu: 10));
        var grid = WorkGrid.Of(volume.Volume.Header, 0)!;
        var track = VertebraTrack.Of(volume.Volume, grid, CancellationToken.None);

        var slices = await RunAsync(volume.Volume, 3, 5);

        Assert.Equal([3, 4, 5], slices.Select(each => each.Slice));
        foreach (var (slice, labels) in slices)
        {
            using var work = WorkSlice.Of(volume.Volume, slice, grid);
            Assert.Equal(BodyCompositionAlgorithm.Run(work, track[slice]!.Value)!.Labels, labels);
        }
    }

    [Fact]
    public async Task RunAsync_OnAir_LabelsNothing()
    {
        using var air = TestVolume.Of(new AbdomenPhantom(Slices: 2), pixels: pixels => Array.ConvertAll(pixels, _ => (short)-1000));

        Assert.All(await RunAsync(air.Volume, 0, 1), each => Assert.Equal(0, each.Labels.Max()));
    }

    [Fact]
    public async Task Expect_AfterARun_IsThatOfItsSlices()
    {
        using var volume = TestVolume.Of(new AbdomenPhantom(Slices: 2));
        Assert.Null(_runner.Expect(BodyComposition, volume.Volume.Header, 0, 1));

        await RunAsync(volume.Volume, 0, 0);

        var one = _runner.Expect(BodyComposition, volume.Volume.Header, 0, 0)!.Value;
        Assert.Equal(2 * one.TotalSeconds, _runner.Expect(BodyComposition, volume.Volume.Header, 0, 1)!.Value.TotalSeconds, 1e-6);
    }

    [Fact]
    public async Task RunAsync_WhenGivenUp_Ends()
    {
        using var volume = TestVolume.Of(new AbdomenPhantom(Slices: 3));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in _runner.RunAsync(BodyComposition, volume.Volume, 0, 2, new CancellationToken(canceled: true)))
                Assert.Fail("A slice was labelled.");
        });
    }

    [Fact]
    public void Check_OfAnotherAlgorithm_SaysThatThereIsNone() =>
        Assert.Equal("algorithm-unknown", WhyUnusable(BodyComposition with { Id = "bowel" }));

    [Fact] // 1 and 2 exchanged
    public void Check_WhenTheLabelsAreOthers_SaysSo() => Assert.Equal(
        "algorithm-labels",
        WhyUnusable(BodyComposition with
        {
            Labels = [.. BodyComposition.Labels.Select(label => label.Number < 3 ? label with { Number = 3 - label.Number } : label)],
        }));

    [Fact]
    public void WhatDoesNotFit_WhenSlicesAreSagittal_SaysSo()
    {
        using var sagittal = TestVolume.Of(new AbdomenPhantom(Slices: 2), grid => grid with { SliceDirection = new(1, 0, 0) });

        Assert.Equal("model-needs-axial", BodyComposition.WhatDoesNotFit(sagittal.Volume.Header)?.Code);
    }

    [Fact]
    public void WhatDoesNotFit_OfAnMr_SaysSo()
    {
        using var volume = TestVolume.Of(new AbdomenPhantom(Slices: 2));

        Assert.NotNull(BodyComposition.WhatDoesNotFit(volume.Volume.Header with { Modality = "MR" }));
        Assert.Null(BodyComposition.WhatDoesNotFit(volume.Volume.Header));
    }

    private string WhyUnusable(Bundle bundle) => Assert.Throws<UnusableModelException>(() => _runner.Check(bundle)).Why.Code;

    private async Task<List<(int Slice, byte[] Labels)>> RunAsync(SeriesVolume volume, int first, int last)
    {
        List<(int, byte[])> slices = [];
        await foreach (var (slice, mask) in _runner.RunAsync(BodyComposition, volume, first, last, CancellationToken.None))
            slices.Add((slice, mask.Decode()));
        return slices;
    }
}
