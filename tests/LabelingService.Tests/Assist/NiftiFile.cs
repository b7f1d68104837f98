using System.IO.Compression;
using Voxmark.Tests;

namespace Voxmark.LabelingService.Tests.Assist;

/// <summary>A shared NIfTI-1 file of whole numbers, on its own grid: column = x, row = y, slice = z as stored.</summary>
/// <param name="Values">[Slices, Rows, Columns].</param>
internal sealed record NiftiFile(int Columns, int Rows, int Slices, short[] Values)
{
    private const int HeaderDim = 40, HeaderDataType = 70, HeaderVoxOffset = 108;

    public static NiftiFile Load(params string[] path)
    {
        using var gzip = new GZipStream(File.OpenRead(SharedData.PathOf(path)), CompressionMode.Decompress);
        var file = new MemoryStream();
        gzip.CopyTo(file);
        var bytes = file.ToArray();
        var (columns, rows, slices) = (Short(HeaderDim + 2), Short(HeaderDim + 4), Short(HeaderDim + 6));
        var start = (int)BitConverter.ToSingle(bytes, HeaderVoxOffset);
        var values = new short[columns * rows * slices];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Short(HeaderDataType) switch
            {
                2 => bytes[start + i],
                4 => Short(start + 2 * i),
                8 => (short)BitConverter.ToInt32(bytes, start + 4 * i),
                var type => throw new NotSupportedException($"NIfTI data type {type}"),
            };
        }

        return new(columns, rows, slices, values);

        short Short(int at) => BitConverter.ToInt16(bytes, at);
    }

    public short[] Slice(int k) => Values[(k * Rows * Columns)..((k + 1) * Rows * Columns)];

    /// <summary>1 where a slice holds one of the numbers.</summary>
    public byte[] Labels(int k, params short[] numbers) =>
        Array.ConvertAll(Slice(k), value => numbers.Contains(value) ? (byte)1 : (byte)0);
}
