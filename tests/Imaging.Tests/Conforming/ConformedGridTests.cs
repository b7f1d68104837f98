using Voxmark.Imaging.Conforming;
using Voxmark.Imaging.Geometry;

namespace Voxmark.Imaging.Tests.Conforming;

public sealed class ConformedGridTests
{
    private static readonly VoxelGrid s_axial =
        new(4, 6, 8, new(10, 20, 30), new(1, 1, 1), new(1, 0, 0), new(0, 1, 0), new(0, 0, 1));

    [Fact] // Voxel (2, 3, 4) of the volume is the middle: patient (12, 23, 34). It is voxel (8, 8, 8) of 16³.
    public void About_AVolume_LaysMiddleOnMiddle()
    {
        var grid = Lia(16, spacingMm: 1);

        Assert.Equal(new Vector3d(12, 23, 34), grid.ToPatient(8, 8, 8));
    }

    [Fact] // One step along axis 0 (slices), 1 (rows), 2 (columns) of LIA: 2 mm to the left, to the feet, to the front.
    public void About_AVolume_HasItsOwnAxesAndSpacing()
    {
        var grid = Lia(16, spacingMm: 2);
        var first = grid.ToPatient(0, 0, 0);

        Assert.Equal(new Vector3d(2, 0, 0), grid.ToPatient(0, 0, 1) - first);
        Assert.Equal(new Vector3d(0, 0, -2), grid.ToPatient(0, 1, 0) - first);
        Assert.Equal(new Vector3d(0, -2, 0), grid.ToPatient(1, 0, 0) - first);
    }

    [Fact]
    public void About_AVolumeOfTheSameSpacing_LaysVoxelsOnVoxels()
    {
        var at = s_axial.ToVoxel(Lia(16, spacingMm: 1).ToPatient(3, 5, 7));

        Assert.Equal((0, 0, 0), (at.X % 1, at.Y % 1, at.Z % 1));
    }

    [Fact] // By hand: 20 voxels of 2 mm from left to right are 40 mm, 30 of 1 mm to the back 30 mm, 10 of 3 mm to the head 30 mm.
    public void Covered_ByASmallerVolume_CountsWhatItFillsAlongEachAxis()
    {
        var volume = new VoxelGrid(20, 30, 10, default, new(2, 1, 3), new(1, 0, 0), new(0, 1, 0), new(0, 0, 1));
        var grid = ConformedGrid.About(volume, AnatomicalAxes.Of("LIA")!, [1, 1, 1], [32, 256, 256]);

        Assert.Equal(32 * 30 * 30, ConformedGrid.Covered(grid, volume));
    }

    private static VoxelGrid Lia(int size, double spacingMm) => ConformedGrid.About(
        s_axial, AnatomicalAxes.Of("LIA")!, [spacingMm, spacingMm, spacingMm], [size, size, size]);
}
