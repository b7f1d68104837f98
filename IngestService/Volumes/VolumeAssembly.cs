using System.Collections.Concurrent;
using System.Globalization;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Volumes;
using Voxmark.IngestService.Dicom;

namespace Voxmark.IngestService.Volumes;

/// <summary>
/// Makes slices of scanned frames: stacks, order, grid, voxels. Slices of another size than the largest are filled up at the
/// right and below; one that cannot be decoded stays empty and the volume becomes a stack that says so.
/// </summary>
internal sealed class VolumeAssembly
{
    /// <summary>Beyond this a series is no series of images.</summary>
    private const long MaxVolumeBytes = 32L << 30;

    private readonly ScannedSeries _scan;
    private readonly SeriesStacks _stacks;
    private readonly List<StackGeometry> _geometries;
    private readonly List<ScannedFrame> _slices;
    private readonly string _unit;
    private readonly int _rows;
    private readonly int _columns;
    private volatile SharedTable? _lastTable;
    private long _clamped;

    private sealed record SharedTable(PixelLayout Layout, ModalityTransform Transform, PixelPadding? Padding, VoxelTable Table);

    public VolumeAssembly(ScannedSeries scan)
    {
        _scan = scan;
        _stacks = SeriesStacks.Of([.. scan.Frames.Select(f => f.Plane)], scan.HaveSamePixels);
        _geometries = [.. _stacks.Stacks.Select(StackGeometry.From)];
        var frames = scan.Frames.ToDictionary(f => (f.Plane.SopInstanceUid, f.Plane.Frame));
        _slices = [.. _geometries.SelectMany(g => g.Planes).Select(p => frames[(p.SopInstanceUid, p.Frame)])];
        _unit = _slices.GroupBy(f => f.Unit).FirstOrDefault(of => 2 * of.Count() > _slices.Count)?.Key ?? "";
        _rows = _slices.Max(f => f.Plane.Rows);
        _columns = _slices.Max(f => f.Plane.Columns);
    }

    /// <summary>Of all voxels.</summary>
    public long SizeBytes => (long)_rows * _columns * sizeof(short) * _slices.Count;

    /// <summary>What the images that are shown say of themselves.</summary>
    public string Modality => _slices[0].Modality;

    /// <summary>Decodes every frame into a volume file at <paramref name="path"/>.</summary>
    /// <exception cref="UnreadablePixelsException">No frame can be shown.</exception>
    public VolumeHeader Write(string path, string studyInstanceUid, string seriesInstanceUid, CancellationToken ct)
    {
        if (SizeBytes > MaxVolumeBytes)
            throw new UnreadablePixelsException("The images are larger than any series can be.");

        var mapping = ChooseMapping(ct);
        var first = _slices[0];
        var draft = new VolumeHeader(
            Id: "", studyInstanceUid, seriesInstanceUid, Modality, _columns, _rows, _slices.Count, Grid(), Problem(),
            mapping.Slope, mapping.Intercept, _unit, first.IsInverted, 0, 0, Slices(mapping), _slices[_slices.Count / 2].Windows,
            _stacks.Stacks.Count > 1 ? Stacks() : null, null,
            first.Plane.HasPixelSize || first.PixelAspect == 1 ? null : first.PixelAspect);

        using var writer = new SeriesVolumeWriter(path, draft);
        var (min, max) = (short.MaxValue, short.MinValue);
        var gate = new Lock();
        var failures = ForEachFrame(WriteSlice, ct);
        if (failures.Count == _slices.Count)
            throw failures.MinBy(f => f.Key).Value;
        if (min > max)
            (min, max) = (0, 0); // nothing but padding
        var notices = SeriesNotices.Of(_scan, _stacks, _slices, _unit, studyInstanceUid, _clamped);
        var header = draft with
        {
            MinVoxel = min, MaxVoxel = max, Problem = ProblemOf(failures) ?? draft.Problem, Notices = notices.Count > 0 ? notices : null,
        };
        return writer.Complete(header);

        void WriteSlice(int k, FrameWords frame, ReadOnlySpan<ushort> words)
        {
            var voxels = new short[words.Length];
            var mapped = TableFor(k, frame, mapping).Map(words, voxels);
            writer.WriteSlice(k, OnCommonSize(voxels, _slices[k].Plane, mapped.Min <= mapped.Max ? mapped.Min : voxels[0]));
            lock (gate)
            {
                (min, max) = (Math.Min(min, mapped.Min), Math.Max(max, mapped.Max));
                _clamped += mapped.Clamped;
            }
        }
    }

    /// <summary>Of several stacks at the same places it holds in-plane for all.</summary>
    private VoxelGrid? Grid() => _stacks.Stacks.Count == 1 ? _geometries[0].Grid
        : _stacks.AreAlternatives && _geometries[0].Grid is { } grid ? grid with { Slices = _slices.Count } : null;

    private string? Problem()
    {
        if (_stacks.Stacks.Count == 1)
            return _geometries[0].Problem;
        if (!_stacks.AreAlternatives)
        {
            return $"The images are {_stacks.Stacks.Count} stacks that differ in size, orientation or place, one after another, "
                + "so they are no volume.";
        }

        return _geometries.TrueForAll(g => g.IsVolume)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The images are {_stacks.Stacks.Count} volumes of the same places (phases or echoes), one after another, "
                    + $"with {_geometries[0].Grid!.Spacing.Z:0.##} mm between slices. Volume is measured within one of them.")
            : $"The images are {_stacks.Stacks.Count} stacks of the same places (phases or echoes), one after another. "
                + _geometries.Find(g => !g.IsVolume)!.Problem;
    }

    private List<StackedSlices> Stacks()
    {
        var stacks = new List<StackedSlices>();
        foreach (var geometry in _geometries)
            stacks.Add(new(
                stacks.Sum(stack => stack.Count), geometry.Planes.Count, geometry.IsVolume ? geometry.Grid!.Spacing.Z : null));
        return stacks;
    }

    private List<VolumeSlice> Slices(VoxelMapping mapping)
    {
        var positions = _geometries.SelectMany(g => g.Planes.Select((_, k) => g.PositionsMm?[k])).ToList();
        return
        [
            .. _slices.Select((frame, k) => new VolumeSlice(
                frame.Plane.SopInstanceUid, frame.Plane.Frame, frame.Plane.InstanceNumber, positions[k],
                frame.Plane.Position?.Z, frame.Plane.Position,
                frame.Plane.HasPixelSize ? frame.Plane.RowSpacingMm : null, frame.Plane.HasPixelSize ? frame.Plane.ColumnSpacingMm : null,
                frame.Unit == _unit ? null : frame.Unit, PaddingOf(k, mapping))),
        ];
    }

    private VoxelRange? PaddingOf(int k, VoxelMapping mapping) =>
        _slices[k] is { Padding: not null, Layout: { BitsAllocated: <= 16 } layout }
            ? TableFor(k, new(layout, 0, 1), mapping).Padding
            : null;

    private VoxelMapping ChooseMapping(CancellationToken ct)
    {
        var kinds = _slices.Where(f => f.Layout is not null).Select(f => (f.Layout!, f.Transform)).Distinct().ToList();
        if (kinds.Count == 0)
            return VoxelMapping.Identity; // nothing can be read, and reading says why
        if (VoxelMapping.Choose(kinds, _unit == ValueUnits.Hounsfield) is { } mapping)
            return mapping;
        var range = Range(ct);
        var isWhole = kinds.TrueForAll(kind => kind.Transform.IsWhole);
        return isWhole && range is { Min: >= short.MinValue, Max: <= short.MaxValue }
            ? VoxelMapping.Identity
            : VoxelMapping.Spread(range, _slices.Exists(f => f.Padding is not null));
    }

    /// <summary>The range of all modality values, at the price of decoding everything once more.</summary>
    private (double Min, double Max) Range(CancellationToken ct)
    {
        var (min, max) = (double.MaxValue, double.MinValue);
        var gate = new Lock();
        ForEachFrame(Measure, ct);
        return min <= max ? (min, max) : (0, 0);

        void Measure(int k, FrameWords frame, ReadOnlySpan<ushort> words)
        {
            var (low, high) = (long.MaxValue, long.MinValue);
            var padding = _slices[k].Padding;
            foreach (var word in words)
            {
                var stored = frame.StoredValue(word);
                if (padding?.Contains(stored) != true)
                    (low, high) = (Math.Min(low, stored), Math.Max(high, stored));
            }

            if (low > high)
                return;
            var (first, last) = (_slices[k].Transform.Apply(low), _slices[k].Transform.Apply(high));
            lock (gate)
                (min, max) = (Math.Min(min, Math.Min(first, last)), Math.Max(max, Math.Max(first, last)));
        }
    }

    private delegate void FrameAction(int k, FrameWords frame, ReadOnlySpan<ushort> words);

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
                    reader ??= Open(file.Key);
                    var words = new ushort[_slices[k].Plane.Rows * _slices[k].Plane.Columns];
                    action(k, reader.Read(_slices[k].Plane.Frame, words), words);
                }
                catch (UnreadablePixelsException e)
                {
                    failures[k] = e;
                }
            }
        });
        return failures;
    }

    private static FrameReader Open(string path)
    {
        try
        {
            return FrameReader.Open(DicomFiles.Open(path).Dataset);
        }
        catch (Exception e) when (FileFaults.IsOfTheFile(e))
        {
            throw new UnreadablePixelsException("The file cannot be read.", e);
        }
    }

    /// <summary>Frames of a series mostly share one table, and the last one used is it.</summary>
    private VoxelTable TableFor(int k, FrameWords frame, VoxelMapping mapping)
    {
        var (transform, padding) = (frame.Of(_slices[k].Transform), frame.Step == 1 && frame.Offset == 0 ? _slices[k].Padding : null);
        if (_lastTable is { } last && last.Layout == frame.Layout && last.Transform == transform && last.Padding == padding)
            return last.Table;
        var table = new VoxelTable(frame.Layout, transform, mapping, padding);
        _lastTable = new(frame.Layout, transform, padding, table);
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
        : $"Slice {_slices.Count - failures.Keys.Max()} cannot be read, so volume cannot be measured. "
            + failures[failures.Keys.Max()].Message;
}
