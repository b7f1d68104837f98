using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Geometry;
using Voxmark.Imaging.Masks;

namespace Voxmark.LabelingService.Tests.Assist;

/// <summary>Small images drawn with characters, one a pixel: what a tool should do with them can be seen.</summary>
internal static class Drawing
{
    /// <summary>Modality values by character; other characters are 0.</summary>
    private static readonly Dictionary<char, short> s_values = new() { ['#'] = 100, ['+'] = 60, ['o'] = 30, ['-'] = -100 };

    public static (int Rows, int Columns) SizeOf(string picture) => (Lines(picture).Length, Lines(picture)[0].Length);

    public static short[] Voxels(string picture) =>
        [.. string.Concat(Lines(picture)).Select(pixel => s_values.GetValueOrDefault(pixel))];

    /// <summary>Digits are labels, <c>#</c> is 1, all else 0.</summary>
    public static byte[] Labels(string picture) =>
        [.. string.Concat(Lines(picture))
            .Select(pixel => pixel == '#' ? (byte)1 : char.IsAsciiDigit(pixel) ? (byte)(pixel - '0') : (byte)0)];

    public static byte[] MaskOf(string picture)
    {
        var (rows, columns) = SizeOf(picture);
        return Mask.Encode(Labels(picture), rows, columns).Bytes.ToArray();
    }

    /// <summary>Labels as digits, one line a row, so that a failing test shows what it got.</summary>
    public static string Show(ProposedSlice slice, int columns) =>
        string.Join('\n', Overlap.Decode(slice).Chunk(columns).Select(row => string.Concat(row.Select(PixelOf))));

    public static string Tidy(string picture) => string.Join('\n', Lines(picture)).Replace('-', '.');

    /// <summary>A series of pixels of 1 mm, slices 5 mm apart, that all show the picture.</summary>
    public static string AddSeries(this LabelingServiceFactory service, string picture, int slices = 1, string modality = "CT")
    {
        var (rows, columns) = SizeOf(picture);
        return service.AddSeries(rows, columns, slices, Voxels(picture), modality, spacing: new Vector3d(1, 1, 5));
    }

    private static string PixelOf(byte label) => label == 0 ? "." : label == 1 ? "#" : $"{label}";

    private static string[] Lines(string picture) =>
        picture.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
