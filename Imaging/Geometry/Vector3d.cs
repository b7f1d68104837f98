namespace Voxmark.Imaging.Geometry;

/// <summary>A point or direction in patient coordinates: DICOM LPS (x to the patient's left, y to the back, z to the
/// head), millimetres.</summary>
public readonly record struct Vector3d(double X, double Y, double Z)
{
    public double Length => Math.Sqrt(Dot(this));

    public double Dot(Vector3d other) => X * other.X + Y * other.Y + Z * other.Z;

    public Vector3d Cross(Vector3d other) =>
        new(Y * other.Z - Z * other.Y, Z * other.X - X * other.Z, X * other.Y - Y * other.X);

    /// <summary>The same direction with length 1; the vector must not be zero.</summary>
    public Vector3d Normalized() => 1 / Length * this;

    public static Vector3d operator +(Vector3d a, Vector3d b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Vector3d operator -(Vector3d a, Vector3d b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Vector3d operator -(Vector3d v) => new(-v.X, -v.Y, -v.Z);

    public static Vector3d operator *(double factor, Vector3d v) => new(factor * v.X, factor * v.Y, factor * v.Z);
}
