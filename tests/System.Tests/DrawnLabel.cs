namespace Voxmark.SystemTests;

/// <summary>Which pixels belong to something that was drawn, by their whole coordinates.</summary>
internal delegate bool Shape(int column, int row);

/// <summary>What a label of the phantom should look like, worked out from coordinates alone.</summary>
/// <param name="Slices">Per slice, feet first, the labels [row, column].</param>
internal sealed record DrawnLabel(byte[][] Slices)
{
    public const int Columns = 256, Rows = 256, Middle = 10;

    /// <summary>Of a pixel: a rasterised outline lies at most so far from the true one.</summary>
    public const double HalfDiagonal = 0.7072;

    /// <summary>The state with a label on the pixels of a shape.</summary>
    public DrawnLabel With(int label, Shape shape, params int[] slices)
    {
        var after = Slices.Select(slice => slice.ToArray()).ToArray();
        foreach (var slice in slices)
        {
            for (var index = 0; index < after[slice].Length; index++)
            {
                if (shape(index % Columns, index / Columns))
                    after[slice][index] = (byte)label;
            }
        }

        return new(after);
    }

    public DrawnLabel With(int label, Shape shape) => With(label, shape, Middle);

    public int this[int column, int row] => Slices[Middle][(row * Columns) + column];

    /// <summary>The majority inside a disc around each pixel, counted pixel by pixel inside an area.</summary>
    public DrawnLabel Smoothed(int label, int radiusPx, Shape area)
    {
        var disc = (from dj in Enumerable.Range(-radiusPx, (2 * radiusPx) + 1)
                    from di in Enumerable.Range(-radiusPx, (2 * radiusPx) + 1)
                    where (di * di) + (dj * dj) <= radiusPx * radiusPx
                    select (di, dj)).ToList();
        bool IsMost(int i, int j) => 2 * disc.Count(by => this[i + by.di, j + by.dj] == label) > disc.Count;
        return With(0, (i, j) => area(i, j) && this[i, j] == label && !IsMost(i, j)).With(label, (i, j) => area(i, j) && IsMost(i, j));
    }

    public static Shape Box(int left, int top, int right, int bottom) => (i, j) => i >= left && i <= right && j >= top && j <= bottom;

    public static Shape Ellipse(double column, double row, double halfWidth, double halfHeight) =>
        (i, j) => Math.Pow((i - column) / halfWidth, 2) + Math.Pow((j - row) / halfHeight, 2) <= 1 + 1e-9;

    public void AssertEqual(DrawnLabel actual, string what)
    {
        foreach (var (slice, (wanted, found)) in Slices.Zip(actual.Slices).Index())
            AssertEqual(wanted, found, $"{what}, slice {slice}");
    }

    public static void AssertEqual(byte[] expected, byte[] actual, string what)
    {
        if (expected.AsSpan().SequenceEqual(actual))
            return;
        var wrong = Enumerable.Range(0, expected.Length).Where(index => expected[index] != actual[index]).ToList();
        Assert.Fail($"{what}: {wrong.Count} pixels differ, the first at ({wrong[0] % Columns}, {wrong[0] / Columns}): "
            + $"{expected[wrong[0]]} expected, {actual[wrong[0]]} found; "
            + $"the last at ({wrong[^1] % Columns}, {wrong[^1] / Columns}).");
    }
}
