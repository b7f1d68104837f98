using System.Runtime.Intrinsics;

namespace FellowOakDicom.Imaging.Codec;

/// <summary>The inverse discrete cosine transform of 8 x 8 coefficients (ITU-T T.81 A.3.3).</summary>
internal static class InverseDct
{
    public const int Size = 8;
    public const int BlockLength = Size * Size;

    /// <summary>By frequency: the cosine at each of the eight positions, scaled so that both passes need no more.</summary>
    private static readonly Vector256<float>[] Waves = MakeWaves();

    /// <param name="coefficients">Row by row, the lowest frequencies first.</param>
    /// <param name="samples">The eight rows of the block, without level shift.</param>
    public static void Transform(ReadOnlySpan<float> coefficients, Span<float> samples)
    {
        Span<Vector256<float>> rows = stackalloc Vector256<float>[Size];
        for (var v = 0; v < Size; v++)
        {
            var sum = Vector256<float>.Zero;
            for (var u = 0; u < Size; u++)
            {
                var coefficient = coefficients[(v * Size) + u];
                if (coefficient != 0)
                {
                    sum += Waves[u] * coefficient;
                }
            }

            rows[v] = sum;
        }

        for (var y = 0; y < Size; y++)
        {
            var sum = Vector256<float>.Zero;
            for (var v = 0; v < Size; v++)
            {
                sum += rows[v] * Waves[v][y];
            }

            sum.CopyTo(samples.Slice(y * Size, Size));
        }
    }

    private static Vector256<float>[] MakeWaves()
    {
        var waves = new Vector256<float>[Size];
        Span<float> wave = stackalloc float[Size];
        for (var frequency = 0; frequency < Size; frequency++)
        {
            var scale = frequency == 0 ? Math.Sqrt(0.125) : 0.5;
            for (var x = 0; x < Size; x++)
            {
                wave[x] = (float)(scale * Math.Cos(((2 * x) + 1) * frequency * Math.PI / 16));
            }

            waves[frequency] = Vector256.Create((ReadOnlySpan<float>)wave);
        }

        return waves;
    }
}
