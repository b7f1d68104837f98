using Voxmark.InferenceService.BodyComposition;

namespace Voxmark.InferenceService.Levels;

/// <summary>The spine, a point each millimetre of height, and how it leans.</summary>
internal sealed class Centreline
{
    private readonly Vertebra[] _points;
    private readonly double[] _slopes;

    /// <param name="slices">The middle of the vertebra in each slice, from the lowest on.</param>
    public Centreline(IReadOnlyList<Vertebra> slices, double sliceMm)
    {
        const double SmoothMm = 15;
        _points = new Vertebra[(int)((slices.Count - 1) * sliceMm) + 1];
        for (var z = 0; z < _points.Length; z++)
        {
            var (below, share) = ((int)(z / sliceMm), z / sliceMm % 1);
            var (a, b) = (slices[below], slices[Math.Min(below + 1, slices.Count - 1)]);
            _points[z] = new(a.X + share * (b.X - a.X), a.Y + share * (b.Y - a.Y), a.RadiusMm + share * (b.RadiusMm - a.RadiusMm));
        }

        var y = Smoothing.Gaussian(Array.ConvertAll(_points, point => point.Y), SmoothMm);
        _slopes = new double[y.Length];
        for (var z = 1; z < y.Length - 1; z++)
            _slopes[z] = (y[z + 1] - y[z - 1]) / 2;
        if (y.Length > 2)
            (_slopes[0], _slopes[^1]) = (_slopes[1], _slopes[^2]);
    }

    public int LengthMm => _points.Length;

    public Vertebra At(double z) => _points[Math.Clamp((int)Math.Round(z), 0, _points.Length - 1)];

    /// <summary>How far the spine goes to the back for each millimetre up.</summary>
    public double SlopeAt(int z) => _slopes[z];
}
