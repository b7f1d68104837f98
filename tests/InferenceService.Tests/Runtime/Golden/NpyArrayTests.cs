using System.Text;
using Voxmark.InferenceService.Runtime.Golden;

namespace Voxmark.InferenceService.Tests.Runtime.Golden;

public sealed class NpyArrayTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact] // numpy.save of numpy.arange(6, dtype=numpy.uint8).reshape(2, 3)
    public void Read_OfBytes_HasShapeAndValues()
    {
        Write("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }", [0, 1, 2, 3, 4, 5]);

        var array = NpyArray.Read(_path);

        Assert.True(array.IsBytes);
        Assert.Equal([2, 3], array.Shape);
        Assert.Equal([0, 1, 2, 3, 4, 5], array.Bytes);
    }

    [Fact] // the same array in Fortran's order: column by column
    public void Read_OfFortransOrder_PutsTheLastAxisFastest()
    {
        Write("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }", [0, 3, 1, 4, 2, 5]);

        Assert.Equal([0, 1, 2, 3, 4, 5], NpyArray.Read(_path).Bytes);
    }

    [Fact]
    public void Read_OfShorts_HasThemAsFloats()
    {
        Write("{'descr': '<i2', 'fortran_order': False, 'shape': (2,), }", [0x18, 0xFC, 0x32, 0x00]);

        Assert.Equal([-1000f, 50f], NpyArray.Read(_path).ToFloats());
    }

    [Theory]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 4), }")] // more than there is
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (6,), }")] // a type that no model reads
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (999999999, 999999999, 999999999), }")]
    [InlineData("nothing")]
    public void Read_OfWhatIsNoSuchArray_SaysSo(string header)
    {
        Write(header, [0, 1, 2, 3, 4, 5]);

        Assert.Throws<InvalidDataException>(() => NpyArray.Read(_path));
    }

    [Fact]
    public void Read_OfAFileCutShort_SaysSo()
    {
        File.WriteAllBytes(_path, [0x93, .. "NUMPY"u8]);

        Assert.Throws<InvalidDataException>(() => NpyArray.Read(_path));
    }

    /// <summary>As NEP 1 has it: magic, version 1.0, the header's length, the header, the data.</summary>
    private void Write(string header, byte[] data)
    {
        var text = Encoding.ASCII.GetBytes(header.PadRight(117) + "\n");
        File.WriteAllBytes(_path, [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. text, .. data]);
    }
}
