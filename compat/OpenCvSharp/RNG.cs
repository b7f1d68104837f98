namespace OpenCvSharp;

/// <summary>A state of OpenCV's random number generator.</summary>
/// <param name="state">0 stands for the default seed, 0xFFFFFFFF.</param>
public struct RNG(ulong state = 0xffffffff) : IEquatable<RNG>
{
    public ulong State { get; set; } = state != 0 ? state : 0xffffffff;

    public readonly bool Equals(RNG other) => State == other.State;

    public override readonly bool Equals(object? obj) => obj is RNG other && Equals(other);

    public override readonly int GetHashCode() => State.GetHashCode();

    public static bool operator ==(RNG left, RNG right) => left.Equals(right);

    public static bool operator !=(RNG left, RNG right) => !left.Equals(right);
}
