using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Volumes;

namespace Voxmark.Imaging.Tests.Volumes;

/// <summary>Three slices whose first pixels lie at (1, 2, 3) and 4 mm on, each way along the slices.</summary>
public sealed class SlicePlacesTests
{
    [Theory] // 4 mm from slice to slice: 1, 5, 9 along x; −2 against y
    [InlineData(0, 0, 1, "z", 11)]
    [InlineData(0, 1, 0, "y", 10)]
    [InlineData(1, 0, 0, "x", 9)]
    [InlineData(0, -1, 0, "y", -6)]
    [InlineData(0, 0.8, 0.6, "y", 8.4)]
    [InlineData(0, 0.6, 0.8, "z", 9.4)]
    public void PlaceOf_TheThirdSlice_IsAlongItsOwnAxis(double x, double y, double z, string axis, double expectedMm)
    {
        var header = Header(new Vector3d(x, y, z));

        Assert.Equal(axis, SlicePlaces.AxisOf(header));
        Assert.Equal(expectedMm, SlicePlaces.PlaceOf(header, 2)!.Value, precision: 9);
    }

    [Fact]
    public void PlaceOf_ASliceWithoutGrid_IsItsOwnZ()
    {
        var header = Header(new Vector3d(0, 1, 0)) with { Grid = null };

        Assert.Equal(("z", 3.0), (SlicePlaces.AxisOf(header), SlicePlaces.PlaceOf(header, 0)));
    }

    private static VolumeHeader Header(Vector3d along)
    {
        var grid = new VoxelGrid(2, 2, 3, new Vector3d(1, 2, 3), new Vector3d(1, 1, 4), default, default, along);
        return new(
            "id", "1", "2", "MR", 2, 2, 3, grid, null, 1, 0, "", false, 0, 0,
            [
                .. Enumerable.Range(0, 3).Select(k =>
                    new VolumeSlice($"1.{k}", 0, k, grid.Origin.Dot(along) + 4 * k, 3 + 4 * k * along.Z)),
            ],
            []);
    }
}
