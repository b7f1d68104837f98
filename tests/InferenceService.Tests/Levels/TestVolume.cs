using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Volumes;

namespace Voxmark.InferenceService.Tests.Levels;

/// <summary>A volume object in a file of its own, which goes with it.</summary>
internal sealed class TestVolume : IDisposable
{
    private readonly string _path;

    private TestVolume(string path) => (_path, Volume) = (path, SeriesVolume.Open(path));

    public SeriesVolume Volume { get; }

    /// <param name="hu">Of slice k, row-major.</param>
    public static TestVolume Of(VoxelGrid grid, Func<int, short[]> hu)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.vxv");
        Write(path, "2.25.1", grid, hu);
        return new(path);
    }

    public static void Write(string path, string uid, VoxelGrid grid, Func<int, short[]> hu, string modality = "CT")
    {
        var header = new VolumeHeader(
            "", "2.25.1000", uid, modality, grid.Columns, grid.Rows, grid.Slices, grid, null, 1, 0, "HU", false, -1024, 3071,
            [
                .. Enumerable.Range(0, grid.Slices).Select(k => new VolumeSlice(
                    $"{uid}.{k}", 0, k, k * grid.Spacing.Z, grid.ToPatient(0, 0, k).Z, grid.ToPatient(0, 0, k))),
            ], []);
        using var writer = new SeriesVolumeWriter(path, header);
        for (var k = 0; k < grid.Slices; k++)
            writer.WriteSlice(k, hu(k));
        writer.Complete(header);
    }

    public void Dispose()
    {
        Volume.Dispose();
        File.Delete(_path);
    }
}
