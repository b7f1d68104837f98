using Microsoft.Extensions.Logging.Abstractions;
using Voxmark.Imaging.Conforming;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Volumes;
using Voxmark.InferenceService.Bundles;
using Voxmark.InferenceService.Runtime;
using Voxmark.InferenceService.Runtime.Golden;
using Voxmark.InferenceService.Runtime.Volumes;

namespace Voxmark.InferenceService.Tests.Runtime.Volumes;

/// <summary>With the light tissue network that ships, on a part of the head that ships with it.</summary>
public sealed class VolumeRunnerTests : IDisposable
{
    private const int Side = 72;

    private readonly OnnxSessions _sessions = new(NullLogger<OnnxSessions>.Instance);
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"voxmark-{Guid.NewGuid():N}.vxv");

    public void Dispose()
    {
        _sessions.Dispose();
        File.Delete(_path);
    }

    private static Bundle Light => field ??= ShippedBundles.Catalog().Find("brain-tissue-light")!;

    [Fact] // computed with onnxruntime-node from the same file
    public void Check_OfTheShippedNetwork_RepeatsItsGoldenRun() => new VolumeRunner(_sessions).Check(Light);

    [Fact]
    public void Check_WhenTheGoldenLabelsAreOthers_SaysWhichLabelAgreesLeast()
    {
        var other = Light with { Golden = Light.Golden! with { ExpectedPath = Light.Golden.InputPath } };

        Assert.Equal("golden-missed", Assert.Throws<UnusableModelException>(() => new VolumeRunner(_sessions).Check(other)).Why.Code);
    }

    [Fact]
    public void Check_OfAModelOfSlices_SaysThatItIsNone()
    {
        var slices = ShippedBundles.Catalog().Find("hu-threshold")!;

        Assert.Equal("model-port", Assert.Throws<UnusableModelException>(() => new VolumeRunner(_sessions).Check(slices)).Why.Code);
    }

    [Fact] // The head turned into axial slices: every label must come back on the voxel that it was computed for.
    public async Task RunAsync_OnAxialSlices_PutsTheLabelsOnTheirVoxels()
    {
        var block = NpyArray.Read(Light.Golden!.InputPath).Bytes;
        using var volume = Axial(block);
        var bundle = Light with { Volume = Light.Volume! with { HeadMargin = null, KeepsLargestComponent = false, Grid = Grid } };

        var labels = new byte[block.Length];
        await foreach (var (slice, mask) in new VolumeRunner(_sessions).RunAsync(bundle, volume, 0, Side - 1, default))
            mask.Decode().CopyTo(labels, slice * Side * Side);

        Assert.Equal(LabelsOf(block), ToLia(labels));
    }

    [Fact]
    public async Task RunAsync_OfARange_LabelsItsSlicesOnly()
    {
        using var volume = Axial(NpyArray.Read(Light.Golden!.InputPath).Bytes);
        var bundle = Light with { Volume = Light.Volume! with { Grid = Grid } };

        var slices = new List<int>();
        await foreach (var (slice, _) in new VolumeRunner(_sessions).RunAsync(bundle, volume, 10, 12, default))
            slices.Add(slice);

        Assert.Equal([10, 11, 12], slices);
    }

    [Fact]
    public async Task RunAsync_WhenGivenUp_EndsWithinTheModel()
    {
        using var volume = Axial(NpyArray.Read(Light.Golden!.InputPath).Bytes);
        var bundle = Light with { Volume = Light.Volume! with { HeadMargin = null } }; // the whole 256³: half a minute
        using var givenUp = new CancellationTokenSource(TimeSpan.FromSeconds(6));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in new VolumeRunner(_sessions).RunAsync(bundle, volume, 0, 0, givenUp.Token))
                Assert.Fail("The run came to its end.");
        });
    }

    /// <summary>One voxel more than the block has: turned round, its first plane comes to lie on index 1.</summary>
    private static FeedGrid Grid => new("LIA", [1, 1, 1], [Side + 1, Side + 1, Side + 1]);

    /// <summary>What the network says of the block on <see cref="Grid"/>, asked directly.</summary>
    private byte[] LabelsOf(byte[] block)
    {
        const int side = Side + 1;
        var whole = VoxelBox.Whole(side, side, side);
        var place = new VoxelBox(0, Side, 1, side, 1, side);
        var grid = place.PutInto<float>(Array.ConvertAll(block, value => (float)value), whole); // 0, the smallest, beyond the block
        var values = Array.ConvertAll(ByteIntensity.Of(grid), value => value / 255f);
        return place.CutFrom<byte>(_sessions.Run(Light, values, [1, 1, side, side, side], [1, side, side, side], default), whole);
    }

    /// <summary>[left, feet, front] → slices from feet to head, rows from front to back, columns from right to left.</summary>
    private SeriesVolume Axial(byte[] lia)
    {
        var grid = new VoxelGrid(Side, Side, Side, default, new(1, 1, 1), new(1, 0, 0), new(0, 1, 0), new(0, 0, 1));
        var header = new VolumeHeader(
            "1", "2.25.1", "2.25.2", "MR", Side, Side, Side, grid, null, 1, 0, "", false, 0, 255,
            [.. Enumerable.Range(0, Side).Select(k => new VolumeSlice($"2.25.3.{k}", 0, k, k, k))], []);
        using (var writer = new SeriesVolumeWriter(_path, header))
        {
            for (var k = 0; k < Side; k++)
            {
                var slice = new short[Side * Side];
                for (var j = 0; j < Side; j++)
                {
                    for (var i = 0; i < Side; i++)
                        slice[(j * Side) + i] = lia[Index(i, k, j)];
                }

                writer.WriteSlice(k, slice);
            }

            writer.Complete(header);
        }

        return SeriesVolume.Open(_path);
    }

    /// <summary>Back from [Slices, Rows, Columns] of <see cref="Axial"/>.</summary>
    private static byte[] ToLia(byte[] axial)
    {
        var lia = new byte[axial.Length];
        for (var k = 0; k < Side; k++)
        {
            for (var j = 0; j < Side; j++)
            {
                for (var i = 0; i < Side; i++)
                    lia[Index(i, k, j)] = axial[(((k * Side) + j) * Side) + i];
            }
        }

        return lia;
    }

    private static int Index(int column, int slice, int row) => (((column * Side) + (Side - 1 - slice)) * Side) + Side - 1 - row;
}
