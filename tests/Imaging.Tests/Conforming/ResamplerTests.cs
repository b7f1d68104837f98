using Voxmark.Imaging.Conforming;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Volumes;

namespace Voxmark.Imaging.Tests.Conforming;

public sealed class ResamplerTests : IDisposable
{
    private static readonly VoxelGrid s_grid = new(3, 2, 2, new(0, 0, 0), new(1, 1, 1), new(1, 0, 0), new(0, 1, 0), new(0, 0, 1));

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"voxmark-{Guid.NewGuid():N}.vxv");
    private readonly SeriesVolume _volume;

    /// <summary>3 columns × 2 rows × 2 slices; voxel = column + 10 · row + 100 · slice; value = 2 · voxel − 1.</summary>
    public ResamplerTests()
    {
        var header = new VolumeHeader(
            "1", "2.25.1", "2.25.2", "MR", 3, 2, 2, s_grid, null, 2, -1, "", false, 0, 112,
            [new("2.25.3", 0, 1, 0, 0), new("2.25.4", 0, 2, 1, 1)], []);
        using (var writer = new SeriesVolumeWriter(_path, header))
        {
            for (var k = 0; k < 2; k++)
            {
                writer.WriteSlice(k,
                [
                    .. from row in Enumerable.Range(0, 2)
                       from column in Enumerable.Range(0, 3)
                       select (short)(column + (10 * row) + (100 * k)),
                ]);
            }

            writer.Complete(header);
        }

        _volume = SeriesVolume.Open(_path);
    }

    public void Dispose()
    {
        _volume.Dispose();
        File.Delete(_path);
    }

    [Fact]
    public void Linear_OnTheSameGrid_IsTheValues() => Assert.Equal(
        [-1, 1, 3, 19, 21, 23, 199, 201, 203, 219, 221, 223], Resampler.Linear(_volume, s_grid, CancellationToken.None));

    [Fact] // between columns 0 and 1, rows 0 and 1, slices 0 and 1: voxel 0.5 + 5 + 50
    public void Linear_BetweenVoxels_IsTheMeanOfTheEight() =>
        Assert.Equal([(2 * 55.5f) - 1], Resampler.Linear(_volume, OneVoxelAt(0.5, 0.5, 0.5), CancellationToken.None));

    [Fact] // a quarter of the way from column 1 to column 2
    public void Linear_BetweenTwoVoxels_WeighsTheNearerMore() =>
        Assert.Equal([(2 * 1.25f) - 1], Resampler.Linear(_volume, OneVoxelAt(1.25, 0, 0), CancellationToken.None));

    [Fact]
    public void Linear_BeyondTheVolume_IsItsSmallestValue() =>
        Assert.Equal([-1f], Resampler.Linear(_volume, OneVoxelAt(-5, 0, 0), CancellationToken.None));

    [Fact] // slices, rows, columns of the answer run to the left, to the feet, to the front
    public void Linear_OnTurnedAxes_TurnsTheValues()
    {
        var turned = ConformedGrid.About(s_grid, AnatomicalAxes.Of("LIA")!, [1, 1, 1], [3, 2, 2]);

        var values = Resampler.Linear(_volume, turned, CancellationToken.None);

        // Middle (1, 1, 1) on (column 1, row 1, slice 1): index (a, b, c) is column a, slice 2 − b, row 2 − c; beyond: −1.
        Assert.Equal([-1, -1, -1, 219, -1, -1, -1, 221, -1, -1, -1, 223], values);
    }

    [Theory]
    [InlineData("LIA")]
    [InlineData("RAS")]
    [InlineData("PSR")]
    public void Nearest_OfLabelsOnTurnedAxes_BringsThemBackOnTheirVoxels(string orientation)
    {
        var grid = ConformedGrid.About(s_grid, AnatomicalAxes.Of(orientation)!, [1, 1, 1], [8, 8, 8]);
        var there = Resampler.Linear(_volume, grid, CancellationToken.None);
        byte[] labels = [.. there.Select(value => (byte)((value + 1) / 2))]; // the voxel is the label

        Assert.Equal([0, 1, 2, 10, 11, 12], Resampler.Nearest(labels, grid, s_grid, 0));
        Assert.Equal([100, 101, 102, 110, 111, 112], Resampler.Nearest(labels, grid, s_grid, 1));
    }

    [Fact] // 2 mm voxels, centres at −1, 1, 3: columns 0 and 1 are nearest to 1 (half-way goes up), column 2 to 3
    public void Nearest_OnFinerVoxels_TakesTheNearest()
    {
        var coarse = new VoxelGrid(3, 1, 1, new(-1, 0, 0), new(2, 1, 1), new(1, 0, 0), new(0, 1, 0), new(0, 0, 1));

        Assert.Equal([2, 2, 3, 0, 0, 0], Resampler.Nearest([1, 2, 3], coarse, s_grid, 0));
    }

    private static VoxelGrid OneVoxelAt(double x, double y, double z) =>
        s_grid with { Columns = 1, Rows = 1, Slices = 1, Origin = new(x, y, z) };
}
