#nullable disable
namespace FellowOakDicom;

/// <summary>Who defined a block of private attributes (PS3.5 section 7.8).</summary>
public sealed class DicomPrivateCreator : IEquatable<DicomPrivateCreator>, IComparable<DicomPrivateCreator>, IComparable
{
    public DicomPrivateCreator(string creator)
    {
        Creator = creator;
    }

    public string Creator { get; private set; }

    public int CompareTo(DicomPrivateCreator other) => string.CompareOrdinal(Creator, other?.Creator);

    public int CompareTo(object obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return CompareTo(obj as DicomPrivateCreator
            ?? throw new ArgumentException("Passed non-DicomPrivateCreator to comparer", nameof(obj)));
    }

    public bool Equals(DicomPrivateCreator other) => other is not null && Creator == other.Creator;

    public override bool Equals(object obj) => Equals(obj as DicomPrivateCreator);

    public override int GetHashCode() => Creator.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Creator;
}
