using System.Runtime.InteropServices;
using FellowOakDicom;
using FellowOakDicom.Imaging.Codec;
using Voxmark.Imaging.Geometry;
using Voxmark.Tests;

namespace Voxmark.InferenceService.Tests.Levels;

/// <summary>A shared CT, slice by slice from the feet to the head, and volumes of a part of it.</summary>
internal sealed class SharedCt
{
    private static readonly Dictionary<string, SharedCt> s_read = [];

    private readonly List<(double Z, short[] Hu)> _slices;
    private readonly VoxelGrid _grid;

    private SharedCt(List<(double Z, short[] Hu)> slices, VoxelGrid grid) => (_slices, _grid) = (slices, grid);

    public double LowestZ => _slices[0].Z;

    public int Slices => _slices.Count;

    public double SliceMm => _grid.Spacing.Z;

    /// <param name="series">Its folder below the shared data.</param>
    public static SharedCt Of(params string[] series)
    {
        lock (s_read)
        {
            var name = string.Join('/', series);
            return s_read.TryGetValue(name, out var ct) ? ct : s_read[name] = Read(SharedData.PathOf(series));
        }
    }

    /// <summary>A file of its own that goes when the volume is disposed of.</summary>
    public TestVolume Volume(int first = 0, int? count = null)
    {
        var slices = _slices.Skip(first).Take(count ?? Slices).ToList();
        var grid = _grid with { Slices = slices.Count, Origin = _grid.Origin + first * _grid.Spacing.Z * _grid.SliceDirection };
        return TestVolume.Of(grid, k => slices[k].Hu);
    }

    private static SharedCt Read(string folder)
    {
        var files = Directory.EnumerateFiles(folder).Select(path => DicomFile.Open(path).Dataset)
            .OrderBy(dataset => dataset.GetValue<double>(DicomTag.ImagePositionPatient, 2)).ToList();
        var slices = files.ConvertAll(dataset => (dataset.GetValue<double>(DicomTag.ImagePositionPatient, 2), HuOf(dataset)));
        var (lowest, pixelMm) = (files[0], files[0].GetValue<double>(DicomTag.PixelSpacing, 0));
        var origin = new Vector3d(
            lowest.GetValue<double>(DicomTag.ImagePositionPatient, 0), lowest.GetValue<double>(DicomTag.ImagePositionPatient, 1),
            slices[0].Item1);
        var sliceMm = (slices[^1].Item1 - slices[0].Item1) / (slices.Count - 1);
        return new(slices, new(
            lowest.GetSingleValue<ushort>(DicomTag.Columns), lowest.GetSingleValue<ushort>(DicomTag.Rows), slices.Count, origin,
            new(pixelMm, pixelMm, sliceMm), new(1, 0, 0), new(0, 1, 0), new(0, 0, 1)));
    }

    private static short[] HuOf(DicomDataset dataset)
    {
        var syntax = dataset.InternalTransferSyntax;
        var stored = new DicomTranscoder(syntax, DicomTransferSyntax.ExplicitVRLittleEndian).DecodeFrame(dataset, 0).Data;
        var (slope, intercept) =
            (dataset.GetSingleValue<double>(DicomTag.RescaleSlope), dataset.GetSingleValue<double>(DicomTag.RescaleIntercept));
        return Array.ConvertAll(MemoryMarshal.Cast<byte, short>(stored).ToArray(), voxel => (short)Math.Round(voxel * slope + intercept));
    }
}
