namespace Voxmark.DemoStudies.Phantom;

/// <summary>Axis-parallel; centre and half axes in mm.</summary>
internal readonly record struct Ellipsoid(double X, double Y, double Z, double HalfX, double HalfY, double HalfZ)
{
    public bool Contains(double x, double y, double z)
    {
        var (u, v, w) = ((x - X) / HalfX, (y - Y) / HalfY, (z - Z) / HalfZ);
        return u * u + v * v + w * w <= 1;
    }
}

/// <summary>In an axial plane; centre and half axes in mm.</summary>
internal readonly record struct Ellipse(double X, double Y, double HalfX, double HalfY)
{
    public bool Contains(double x, double y) => Radius(x, y) <= 1;

    /// <summary>1 on the ellipse, 0 at its centre.</summary>
    public double Radius(double x, double y)
    {
        var (u, v) = ((x - X) / HalfX, (y - Y) / HalfY);
        return Math.Sqrt(u * u + v * v);
    }
}
