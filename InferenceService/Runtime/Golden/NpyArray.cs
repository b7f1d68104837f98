using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Voxmark.InferenceService.Runtime.Golden;

/// <summary>An array as numpy saves it (NEP 1, format 1.0): uint8, int16 or float32, little-endian.</summary>
/// <param name="Shape">At least one axis.</param>
public sealed partial record NpyArray(IReadOnlyList<int> Shape, string Type, byte[] Bytes)
{
    private const int MaxElements = 1 << 28;

    /// <exception cref="InvalidDataException">The file is none, of another type, or cut short.</exception>
    public static NpyArray Read(string path)
    {
        var file = File.ReadAllBytes(path);
        if (file.Length < 10 || !IsMarked(file))
            throw new InvalidDataException("It is no .npy file of format 1.0.");
        var headerEnd = 10 + BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8));
        if (headerEnd > file.Length || Header().Match(Encoding.ASCII.GetString(file, 10, headerEnd - 10)) is not { Success: true } header)
            throw new InvalidDataException("Its header cannot be read.");

        int[] shape = [.. header.Groups["size"].Captures.Select(size => int.Parse(size.Value, CultureInfo.InvariantCulture))];
        var type = header.Groups["type"].Value;
        var (count, width) = (shape.Aggregate(1L, (product, size) => Math.Min(MaxElements + 1L, product * size)), WidthOf(type));
        if (count > MaxElements || file.Length - headerEnd != count * width)
            throw new InvalidDataException("Its data is not what its header says.");
        var bytes = file[headerEnd..];
        return new NpyArray(shape, type, header.Groups["fortran"].Value == "True" ? LastAxisFastest(bytes, shape, width) : bytes);
    }

    public bool IsBytes => Type == "|u1";

    public float[] ToFloats() => Type switch
    {
        "|u1" => [.. Bytes.Select(value => (float)value)],
        "<i2" => [.. MemoryMarshal.Cast<byte, short>(Bytes).ToArray().Select(value => (float)value)],
        _ => MemoryMarshal.Cast<byte, float>(Bytes).ToArray(),
    };

    private static bool IsMarked(ReadOnlySpan<byte> file) => file[0] == 0x93 && file[1..8].SequenceEqual("NUMPY\u0001\0"u8);

    private static int WidthOf(string type) => type switch { "|u1" => 1, "<i2" => 2, _ => 4 };

    /// <summary>Fortran's order has the first axis fastest.</summary>
    private static byte[] LastAxisFastest(byte[] bytes, int[] shape, int width)
    {
        var ordered = new byte[bytes.Length];
        var index = new int[shape.Length];
        for (var at = 0; at < bytes.Length; at += width)
        {
            var to = 0;
            for (var axis = 0; axis < shape.Length; axis++)
                to = (to * shape[axis]) + index[axis];
            bytes.AsSpan(at, width).CopyTo(ordered.AsSpan(to * width));
            for (var axis = 0; axis < shape.Length && ++index[axis] == shape[axis]; axis++)
                index[axis] = 0;
        }

        return ordered;
    }

    [GeneratedRegex(
        @"\A\{'descr': '(?<type>\|u1|<i2|<f4)', 'fortran_order': (?<fortran>True|False), "
        + @"'shape': \((?:(?<size>[0-9]{1,9})(?:, |,)?)+\), \}\s*\z")]
    private static partial Regex Header();
}
