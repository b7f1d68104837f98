using System.Text;
using System.Text.RegularExpressions;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Volumes;

namespace Voxmark.Imaging.Tests.Volumes;

public sealed class SeriesVolumeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voxmark-volume-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "1.2.3.vxv");

    [Fact]
    public void Slice_WhenWrittenInAnyOrder_ReturnsItsVoxels()
    {
        // 3 columns, 2 rows, 2 slices: voxel = 100·k + 10·j + i.
        WriteVolume();

        using var volume = SeriesVolume.Open(Path);

        Assert.Equal([0, 1, 2, 10, 11, 12], volume.Slice(0).ToArray());
        Assert.Equal([100, 101, 102, 110, 111, 112], volume.Slice(1).ToArray());
    }

    [Fact]
    public void IsIntact_WhenOneVoxelWasOverwritten_IsFalseForItsSliceAlone()
    {
        WriteVolume();
        using (var file = File.OpenHandle(Path, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.Write(file, [1], RandomAccess.GetLength(file) - 2); // the last voxel, 112

        using var volume = SeriesVolume.Open(Path);

        Assert.Equal((true, false), (volume.IsIntact(0), volume.IsIntact(1)));
    }

    [Fact]
    public void IsIntact_OfASliceThatWasNeverWritten_IsTrue()
    {
        using (var writer = new SeriesVolumeWriter(Path, Header))
            writer.Complete(Header);

        using var volume = SeriesVolume.Open(Path);

        Assert.True(volume.IsIntact(0));
    }

    /// <summary>Written before slices had checksums: nobody can tell, and it opens.</summary>
    [Fact]
    public void Open_OfFormat1_ReadsItsVoxels()
    {
        WriteVolume();
        var bytes = File.ReadAllBytes(Path);
        var header = Encoding.UTF8.GetString(bytes.AsSpan(12, BitConverter.ToInt32(bytes, 8)));
        var old = Regex.Replace(header, ""","crc32C":\d+""", "")
            .Replace(""","format":2""", "", StringComparison.Ordinal).PadRight(header.Length);
        Encoding.UTF8.GetBytes(old).CopyTo(bytes, 12);
        File.WriteAllBytes(Path, bytes);

        using var volume = SeriesVolume.Open(Path);

        Assert.Equal((true, 112), (volume.IsIntact(1), (int)volume.Slice(1)[5]));
        Assert.Null(volume.Header.Format);
        Assert.Null(volume.Header.SliceList[0].Crc32C);
    }

    [Fact]
    public void CopySagittal_OfAColumn_GathersSlicesByRows()
    {
        WriteVolume();
        using var volume = SeriesVolume.Open(Path);
        var plane = new short[2 * 2];

        volume.CopySagittal(2, plane);

        Assert.Equal([2, 12, 102, 112], plane);
    }

    [Fact]
    public void CopyCoronal_OfARow_GathersSlicesByColumns()
    {
        WriteVolume();
        using var volume = SeriesVolume.Open(Path);
        var plane = new short[2 * 3];

        volume.CopyCoronal(1, plane);

        Assert.Equal([10, 11, 12, 110, 111, 112], plane);
    }

    [Fact]
    public void Header_WhenReadBack_IsTheOneWritten()
    {
        WriteVolume();

        var header = SeriesVolume.ReadHeader(Path);

        Assert.Equal(112, header.MaxVoxel);
        Assert.Equal(Header.Grid, header.Grid);
        Assert.Equal(Header.SliceList, header.SliceList.Select(slice => slice with { Crc32C = null }));
        Assert.Equal(Header.Windows, header.Windows);
        Assert.Equal("Grün & 한글", header.Windows[0].Name);
    }

    [Fact]
    public void Open_OfAVolume_HasVoxelsOnAPageBoundary()
    {
        WriteVolume();
        using var volume = SeriesVolume.Open(Path);

        Assert.Equal(0, volume.VoxelStart % 4096);
        Assert.Equal("VXVOLUM1", Encoding.ASCII.GetString(File.ReadAllBytes(Path), 0, 8));
        Assert.Equal(volume.VoxelStart + 2 * 2 * 3 * 2, new FileInfo(Path).Length);
    }

    [Fact]
    public void Open_WhenTheFileIsReplacedLater_KeepsTheOldVoxels()
    {
        WriteVolume();
        using var old = SeriesVolume.Open(Path);

        WriteVolume(add: 1000);
        using var fresh = SeriesVolume.Open(Path);

        Assert.Equal(0, old.Slice(0)[0]);
        Assert.Equal(1000, fresh.Slice(0)[0]);
    }

    [Fact] // As long as before, and differing in its header alone.
    public void Header_WhenTheFileIsReplaced_IsTheNewOne()
    {
        WriteVolume();
        Assert.Equal(112, SeriesVolume.ReadHeader(Path).MaxVoxel);

        WriteVolume(maxVoxel: 113);
        File.SetLastWriteTimeUtc(Path, DateTime.UtcNow.AddSeconds(1)); // the clock of a file system may tick but every few milliseconds

        Assert.Equal(113, SeriesVolume.ReadHeader(Path).MaxVoxel);
    }

    [Fact]
    public void Complete_NamesTheContent()
    {
        var (first, again, voxel, number) = (WriteVolume(), WriteVolume(), WriteVolume(add: 1), WriteVolume(maxVoxel: 113));

        Assert.Matches("^[0-9a-f]{32}$", first.Id);
        Assert.Equal(first.Id, again.Id);
        Assert.Equal(3, new[] { first.Id, voxel.Id, number.Id }.Distinct().Count());
        Assert.Equal(number.Id, SeriesVolume.ReadHeader(Path).Id);
    }

    [Fact]
    public void SliceOf_AnImage_IsWhereItLies()
    {
        var header = WriteVolume();

        Assert.Equal((0, 1), (header.SliceOf(new("1.2.3.1", 0)), header.SliceOf(new("1.2.3.2", 0))));
        Assert.Null(header.SliceOf(new("1.2.3.1", 1)));
        Assert.Equal((0, 1), header.RangeOf([new("1.2.3.2", 0), new("gone", 0), new("1.2.3.1", 0)]));
        Assert.Null(header.RangeOf([new("gone", 0)]));
    }

    [Fact]
    public void Dispose_BeforeComplete_LeavesNothing()
    {
        using (var writer = new SeriesVolumeWriter(Path, Header))
            writer.WriteSlice(0, new short[6]);

        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(300)]
    [InlineData(4096)]
    [InlineData(4107)]
    public void Open_WhenFileIsCutShort_SaysSo(int length)
    {
        WriteVolume();
        using (var file = File.OpenWrite(Path))
            file.SetLength(length);

        Assert.Throws<InvalidDataException>(() => SeriesVolume.Open(Path));
    }

    [Theory]
    [InlineData("\"columns\":3", "\"columns\":0")]
    [InlineData("\"slices\":2", "\"slices\":1")] // with two entries in the list
    [InlineData("\"slope\":1", "\"slope\":0")]
    [InlineData("\"intercept\":0,\"unit\":\"HU\"", "\"intercept\":1e999,\"unit\":\"\"")]
    [InlineData("\"spacing\":{\"x\":0.797", "\"spacing\":{\"x\":-0.79")]
    public void Open_WhenTheHeaderContradictsItself_SaysSo(string right, string wrong)
    {
        WriteVolume();
        var file = File.ReadAllBytes(Path);
        var at = file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(right));
        Encoding.UTF8.GetBytes(wrong.PadRight(right.Length)).CopyTo(file, at);
        File.WriteAllBytes(Path, file);

        Assert.Throws<InvalidDataException>(() => SeriesVolume.Open(Path));
    }

    [Fact]
    public void Slice_OutsideTheStack_Throws()
    {
        WriteVolume();
        using var volume = SeriesVolume.Open(Path);

        Assert.Throws<ArgumentOutOfRangeException>(() => volume.Slice(2).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => volume.Slice(-1).Length);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private VolumeHeader WriteVolume(short add = 0, int maxVoxel = 112)
    {
        var temporary = Path + ".tmp";
        using var writer = new SeriesVolumeWriter(temporary, Header);
        foreach (var k in new[] { 1, 0 })
            writer.WriteSlice(k, [.. new[] { 0, 1, 2, 10, 11, 12 }.Select(v => (short)(100 * k + v + add))]);
        var header = writer.Complete(Header with { MinVoxel = 0, MaxVoxel = maxVoxel });
        File.Move(temporary, Path, overwrite: true);
        return header;
    }

    private static VolumeHeader Header { get; } = new(
        "abc", "1.2", "1.2.3", "CT", Columns: 3, Rows: 2, Slices: 2,
        new VoxelGrid(3, 2, 2, new(-1, -2, -375), new(0.797, 0.797, 5), new(1, 0, 0), new(0, 1, 0), new(0, 0, 1)), null,
        1, 0, "HU", false, 0, 0,
        [new("1.2.3.1", 0, 2, -375, -375), new("1.2.3.2", 0, 1, -370, -370)],
        [new("Grün & 한글", 40, 400)]);
}
