using Voxmark.Imaging.Geometry;

namespace Voxmark.Imaging.Tests.Geometry;

public sealed class VoxelGridTests
{
    [Fact]
    public void PixelAreaMm2_WhenSpacingIsAnisotropic_IgnoresSlices() =>
        Assert.Equal(0.5, Axial(new(0.5, 1, 5)).PixelAreaMm2, precision: 9);

    [Fact]
    public void ToPatient_WhenPlaneIsOblique_FollowsDirections()
    {
        // Rows run along (0.6, 0.8, 0), columns to the feet, slices along (0.8, -0.6, 0):
        // (10, 20, 30) + 2·0.5·(0.6, 0.8, 0) + 3·2·(0, 0, -1) + 1·4·(0.8, -0.6, 0).
        var grid = new VoxelGrid(
            8, 8, 8, new(10, 20, 30), new(0.5, 2, 4), new(0.6, 0.8, 0), new(0, 0, -1), new(0.8, -0.6, 0));

        var point = grid.ToPatient(2, 3, 1);

        Assert.Equal(13.8, point.X, precision: 9);
        Assert.Equal(18.4, point.Y, precision: 9);
        Assert.Equal(24.0, point.Z, precision: 9);
    }

    [Fact]
    public void ToVoxel_WhenPointIsOfAVoxel_FindsIt()
    {
        var grid = new VoxelGrid(
            8, 8, 8, new(10, 20, 30), new(0.5, 2, 4), new(0.6, 0.8, 0), new(0, 0, -1), new(0.8, -0.6, 0));

        var voxel = grid.ToVoxel(new(13.8, 18.4, 24));

        Assert.Equal(2, voxel.X, precision: 9);
        Assert.Equal(3, voxel.Y, precision: 9);
        Assert.Equal(1, voxel.Z, precision: 9);
    }

    private static VoxelGrid Axial(Vector3d spacing) =>
        new(4, 4, 4, default, spacing, new(1, 0, 0), new(0, 1, 0), new(0, 0, 1));
}
