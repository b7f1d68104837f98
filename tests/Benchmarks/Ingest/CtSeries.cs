using Voxmark.Fixtures.Dicom;
using Voxmark.Imaging.Phantoms;

namespace Voxmark.Benchmarks.Ingest;

/// <summary>A phantom as CT files; every set of files has UIDs of its own, so that each is new to a server.</summary>
internal sealed class CtSeries(AbdomenPhantom phantom)
{
    private readonly Lazy<CtImage[]> _images = new(() =>
        [.. Enumerable.Range(0, phantom.Slices).AsParallel().AsOrdered().Select(k => Image(phantom, k))]);

    public AbdomenPhantom Phantom => phantom;

    public CtFiles ToFiles()
    {
        var uids = new CtImage();
        var folder = Directory.CreateTempSubdirectory("voxmark-bench-").FullName;
        var paths = _images.Value.Select(image =>
        {
            var path = Path.Combine(folder, $"{image.InstanceNumber:0000}.dcm");
            var file = image with
            {
                StudyInstanceUid = uids.StudyInstanceUid,
                SeriesInstanceUid = uids.SeriesInstanceUid,
                SopInstanceUid = $"{uids.SeriesInstanceUid[..Math.Min(uids.SeriesInstanceUid.Length, 58)]}.{image.InstanceNumber}",
            };
            file.ToFile().Save(path);
            return path;
        });
        return new CtFiles(folder, uids.SeriesInstanceUid, [.. paths]);
    }

    private static CtImage Image(AbdomenPhantom phantom, int k) => new()
    {
        InstanceNumber = k + 1,
        PositionMm = phantom.Grid.ToPatient(0, 0, k),
        PixelMm = phantom.PixelMm,
        SliceThicknessMm = phantom.SliceMm,
        Rows = phantom.Rows,
        Columns = phantom.Columns,
        Voxels = phantom.Slice(k),
    };
}

/// <summary>Files of one series in a folder that vanishes with this.</summary>
internal sealed record CtFiles(string Folder, string SeriesInstanceUid, IReadOnlyList<string> Paths) : IDisposable
{
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
