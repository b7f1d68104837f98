namespace Voxmark.LabelingService.Tests.Assist;

/// <summary>A slice of 80 × 60 pixels of 1 mm: fat (−100 HU) with two discs of muscle (50 HU) that a thin bridge joins,
/// and noise of ±12 HU. Every pixel's tissue is known.</summary>
internal static class Phantom
{
    public const int Rows = 60, Columns = 80;
    public const double Radius = 12;

    public static readonly (int X, int Y) Left = (22, 30), Right = (58, 30);

    /// <summary>MR has other numbers for the same picture.</summary>
    public static short[] Voxels(int fat = -100, int muscle = 50, int noise = 12)
    {
        var random = new Random(1234);
        var voxels = new short[Rows * Columns];
        for (var i = 0; i < voxels.Length; i++)
            voxels[i] = (short)((IsMuscle(i % Columns, i / Columns) ? muscle : fat) + random.Next(-noise, noise + 1));
        return voxels;
    }

    public static bool IsMuscle(int x, int y) => IsLeft(x, y) || IsRight(x, y) || IsBridge(x, y);

    public static bool IsLeft(int x, int y) => IsIn(Left, x, y);

    public static bool IsRight(int x, int y) => IsIn(Right, x, y);

    /// <summary>Two pixels high.</summary>
    public static bool IsBridge(int x, int y) =>
        !IsLeft(x, y) && !IsRight(x, y) && x > Left.X && x < Right.X && y is (30 or 31);

    public static byte[] MapOf(Func<int, int, bool> isInside)
    {
        var map = new byte[Rows * Columns];
        for (var i = 0; i < map.Length; i++)
            map[i] = isInside(i % Columns, i / Columns) ? (byte)1 : (byte)0;
        return map;
    }

    private static bool IsIn((int X, int Y) centre, int x, int y) =>
        (x - centre.X) * (x - centre.X) + (y - centre.Y) * (y - centre.Y) <= Radius * Radius;
}
