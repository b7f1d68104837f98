using System.Collections.Concurrent;
using FellowOakDicom;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Volumes;

namespace Voxmark.IngestService.Volumes;

/// <summary>
/// Makes slices of scanned frames: order, grid, voxels. Slices of another size than the largest are filled up at the right
/// and below; one that cannot be decoded stays empty and the volume becomes a stack that says so.
/// </summary>
internal sealed class VolumeAssembly
{
    /// <summary>Beyond this a series is no series of images.</summary>
    private const long MaxVolumeBytes = 32L << 30;

    private readonly ScannedSeries _scan;
    private readonly StackGeometry _geometry;
    private readonly List<ScannedFrame> _slices;
    private readonly int _rows;
    private readonly int _columns;
    private volatile SharedTable? _lastTable;

    private sealed record SharedTable(PixelLayout Layout, ModalityTransform Transform, VoxelTable Table);

    public VolumeAssembly(ScannedSeries scan)
    {
        _scan = scan;
        _geometry = StackGeometry.From([.. scan.Frames.Select(f => f.Plane)]);
        var frames = scan.Frames.ToDictionary(f => (f.Plane.SopInstanceUid, f.Plane.Frame));
        _slices = [.. _geometry.Planes.Select(p => frames[(p.SopInstanceUid, p.Frame)])];
        _rows = scan.Frames.Max(f => f.Plane.Rows);
        _columns = scan.Frames.Max(f => f.Plane.Columns);
    }

    /// <summary>Decodes every frame into a volume file at <paramref name="path"/>.</summary>
    /// <exception cref="UnreadablePixelsException">No frame can be shown.</exception>
    public VolumeHeader Write(string path, string studyInstanceUid, string seriesInstanceUid, string modality, CancellationToken ct)
    {
        if ((long)_rows * _columns * sizeof(short) * _slices.Count > MaxVolumeBytes)
            throw new UnreadablePixelsException("The images are larger than any series can be.");

        var mapping = ChooseMapping(ct);
        var draft = new VolumeHeader(
            Id: "", studyInstanceUid, seriesInstanceUid, modality, _columns, _rows, _slices.Count, _geometry.Grid, _geometry.Problem,
            mapping.Slope, mapping.Intercept, _scan.IsHounsfield ? "HU" : "", _scan.IsInverted, 0, 0,
            [.. _slices.Select(SliceOf)], _slices[_slices.Count / 2].Windows);

        using var writer = new SeriesVolumeWriter(path, draft);
        var (min, max) = (short.MaxValue, short.MinValue);
        var gate = new Lock();
        var failures = ForEachFrame(WriteSlice, ct);
        if (failures.Count == _slices.Count)
            throw failures.MinBy(f => f.Key).Value;
        var header = draft with { MinVoxel = min, MaxVoxel = max, Problem = ProblemOf(failures) ?? draft.Problem };
        return writer.Complete(header);

        void WriteSlice(int k, PixelLayout layout, ReadOnlySpan<ushort> words)
        {
            var voxels = new short[words.Length];
            var (low, high) = TableFor(k, layout, mapping).Map(words, voxels);
            writer.WriteSlice(k, OnCommonSize(voxels, _slices[k].Plane, low));
            lock (gate)
                (min, max) = (Math.Min(min, low), Math.Max(max, high));
        }
    }

    private VolumeSlice SliceOf(ScannedFrame frame, int k) => new(
        frame.Plane.SopInstanceUid, frame.Plane.Frame, frame.Plane.InstanceNumber,
        _geometry.PositionsMm?[k], frame.Plane.Position?.Z, frame.Plane.Position);

    private VoxelMapping ChooseMapping(CancellationToken ct)
    {
        var kinds = _slices.Where(f => f.Layout is not null).Select(f => (f.Layout!, f.Transform)).Distinct().ToList();
        if (kinds.Count == 0)
            return VoxelMapping.Identity; // nothing can be read, and reading says why
        return VoxelMapping.Choose(kinds, _scan.IsHounsfield) ?? VoxelMapping.Spread(Range(ct));
    }

    /// <summary>The range of all modality values, at the price of decoding everything once more.</summary>
    private (double Min, double Max) Range(CancellationToken ct)
    {
        var (min, max) = (double.MaxValue, double.MinValue);
        var gate = new Lock();
        ForEachFrame(Measure, ct);
        return (min, max);

        void Measure(int k, PixelLayout layout, ReadOnlySpan<ushort> words)
        {
            var (low, high) = (int.MaxValue, int.MinValue);
            foreach (var word in words)
            {
                var stored = layout.StoredValue(word);
                (low, high) = (Math.Min(low, stored), Math.Max(high, stored));
            }

            var (first, last) = (_slices[k].Transform.Apply(low), _slices[k].Transform.Apply(high));
            lock (gate)
                (min, max) = (Math.Min(min, Math.Min(first, last)), Math.Max(max, Math.Max(first, last)));
        }
    }

    private delegate void FrameAction(int k, PixelLayout layout, ReadOnlySpan<ushort> words);

    /// <summary>Decodes all frames, several files at once.</summary>
    /// <returns>The slices that cannot be decoded, and why.</returns>
    private ConcurrentDictionary<int, UnreadablePixelsException> ForEachFrame(FrameAction action, CancellationToken ct)
    {
        var failures = new ConcurrentDictionary<int, UnreadablePixelsException>();
        var files = Enumerable.Range(0, _slices.Count).GroupBy(k => _slices[k].Path);
        Parallel.ForEach(files, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct }, file =>
        {
            FrameReader? reader = null;
            foreach (var k in file)
            {
                ct.ThrowIfCancellationRequested();
                try
                {
                    reader ??= FrameReader.Open(DicomFile.Open(file.Key, FileReadOption.ReadLargeOnDemand).Dataset);
                    var words = new ushort[_slices[k].Plane.Rows * _slices[k].Plane.Columns];
                    reader.Read(_slices[k].Plane.Frame, words);
                    action(k, reader.Layout, words);
                }
                catch (UnreadablePixelsException e)
                {
                    failures[k] = e;
                }
            }
        });
        return failures;
    }

    /// <summary>Frames of a series mostly share one table, and the last one used is it.</summary>
    private VoxelTable TableFor(int k, PixelLayout layout, VoxelMapping mapping)
    {
        var transform = _slices[k].Transform;
        if (_lastTable is { } last && last.Layout == layout && last.Transform == transform)
            return last.Table;
        var table = new VoxelTable(layout, transform, mapping);
        _lastTable = new(layout, transform, table);
        return table;
    }

    /// <summary>A frame on the common rows and columns.</summary>
    private short[] OnCommonSize(short[] voxels, ImagePlane plane, short background)
    {
        if (plane.Rows == _rows && plane.Columns == _columns)
            return voxels;
        var slice = new short[_rows * _columns];
        Array.Fill(slice, background);
        for (var row = 0; row < plane.Rows; row++)
            voxels.AsSpan(row * plane.Columns, plane.Columns).CopyTo(slice.AsSpan(row * _columns));
        return slice;
    }

    private string? ProblemOf(ConcurrentDictionary<int, UnreadablePixelsException> failures) => failures.IsEmpty
        ? null
        : $"Slice {_slices.Count - failures.Keys.Max()} cannot be read, so volume cannot be measured. {failures[failures.Keys.Max()].Message}";
}
