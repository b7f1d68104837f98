namespace Voxmark.QuantService.BodyComposition;

/// <summary>Voxels as they are stored, before slope and intercept; both ends included.</summary>
internal readonly record struct VoxelInterval(double Low, double High)
{
    public bool Holds(double voxel) => voxel >= Low && voxel <= High;
}
