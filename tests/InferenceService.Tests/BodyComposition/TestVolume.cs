using System.Runtime.InteropServices;
using FellowOakDicom;
using FellowOakDicom.Imaging.Codec;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Phantoms;
using Voxmark.Imaging.Volumes;
using Voxmark.Tests;

namespace Voxmark.InferenceService.Tests.BodyComposition;

/// <summary>A volume object in a file of its own, which goes with it.</summary>
internal sealed class TestVolume : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"voxmark-{Guid.NewGuid():N}.vxv");

    private TestVolume(VolumeHeader header, Func<int, short[]> slice)
    {
        using (var writer = new SeriesVolumeWriter(_path, header))
        {
            for (var k = 0; k < header.Slices; k++)
                writer.WriteSlice(k, slice(k));
            writer.Complete(header);
        }

        Volume = SeriesVolume.Open(_path);
    }

    public SeriesVolume Volume { get; }

    /// <param name="turn">What the grid is made of the phantom's, with the pixels as they are.</param>
    public static TestVolume Of(AbdomenPhantom phantom, Func<VoxelGrid, VoxelGrid>? turn = null, Func<short[], short[]>? pixels = null)
    {
        var grid = turn?.Invoke(phantom.Grid) ?? phantom.Grid;
        return new(
            HeaderOf(grid, Enumerable.Range(0, phantom.Slices).Select(k => k * phantom.SliceMm)),
            k => pixels?.Invoke(phantom.Slice(k)) ?? phantom.Slice(k));
    }

    /// <summary>A CT below <c>../shared/data</c>, from its DICOM files, in HU.</summary>
    public static TestVolume OfSharedCt(params string[] folder)
    {
        var files = Directory.EnumerateFiles(SharedData.PathOf(folder)).Select(path => DicomFile.Open(path).Dataset)
            .ToDictionary(file => file.GetSingleValue<string>(DicomTag.SOPInstanceUID));
        var stack = StackGeometry.From([.. files.Values.Select(PlaneOf)]);
        return new(HeaderOf(stack.Grid!, stack.PositionsMm!), k => HuOf(files[stack.Planes[k].SopInstanceUid]));
    }

    public void Dispose()
    {
        Volume.Dispose();
        File.Delete(_path);
    }

    private static VolumeHeader HeaderOf(VoxelGrid grid, IEnumerable<double> positions) => new(
        "1", "2.25.1", "2.25.2", "CT", grid.Columns, grid.Rows, grid.Slices, grid, null, 1, 0, "HU", false, -1024, 3071,
        [.. positions.Select((mm, k) => new VolumeSlice($"2.25.3.{k}", 0, k, mm, mm))], []);

    private static ImagePlane PlaneOf(DicomDataset file)
    {
        var (position, orientation, spacing) = (
            file.GetValues<double>(DicomTag.ImagePositionPatient), file.GetValues<double>(DicomTag.ImageOrientationPatient),
            file.GetValues<double>(DicomTag.PixelSpacing));
        return new(
            file.GetSingleValue<string>(DicomTag.SOPInstanceUID), 0, null,
            file.GetSingleValue<ushort>(DicomTag.Rows), file.GetSingleValue<ushort>(DicomTag.Columns),
            new(position[0], position[1], position[2]), new(orientation[0], orientation[1], orientation[2]),
            new(orientation[3], orientation[4], orientation[5]), spacing[0], spacing[1], null);
    }

    private static short[] HuOf(DicomDataset file)
    {
        var decoder = new DicomTranscoder(file.InternalTransferSyntax, DicomTransferSyntax.ExplicitVRLittleEndian);
        var voxels = MemoryMarshal.Cast<byte, short>(decoder.DecodeFrame(file, 0).Data).ToArray();
        var (slope, intercept) = (
            file.GetSingleValue<double>(DicomTag.RescaleSlope), file.GetSingleValue<double>(DicomTag.RescaleIntercept));
        return Array.ConvertAll(voxels, voxel => (short)Math.Round((voxel * slope) + intercept));
    }
}
