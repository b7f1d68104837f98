namespace Voxmark.OpenCvSharp.Tests;

/// <summary>Tiny images written and read as text, so that a test shows what it means.</summary>
internal static class Picture
{
    /// <summary>One row a line: '#' is 255, a digit itself, '.' 0.</summary>
    public static Mat Of(params string[] rows)
    {
        var mat = new Mat(rows.Length, rows[0].Length, MatType.CV_8UC1);
        mat.SetArray(rows.SelectMany(row => row.Select(Value)).ToArray());
        return mat;
    }

    /// <summary>The reverse of <see cref="Of"/>.</summary>
    public static string[] Text(Mat mat)
    {
        mat.GetArray(out byte[] pixels);
        return [.. pixels.Chunk(mat.Cols).Select(row => string.Concat(row.Select(Character)))];
    }

    private static byte Value(char c) => c switch { '#' => 255, '.' => 0, _ => (byte)(c - '0') };

    private static char Character(byte value) => value switch { 255 => '#', 0 => '.', _ => (char)('0' + value) };
}
