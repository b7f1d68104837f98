#nullable disable
namespace FellowOakDicom;

public class DicomRange<T>
    where T : IComparable<T>
{
    public DicomRange(T min, T max)
    {
        Minimum = min;
        Maximum = max;
    }

    public T Minimum { get; set; }

    public T Maximum { get; set; }

    public bool Contains(T value) => Minimum.CompareTo(value) <= 0 && Maximum.CompareTo(value) >= 0;

    /// <summary>Widens the range so that it contains the value.</summary>
    public void Join(T value)
    {
        if (Minimum.CompareTo(value) > 0)
        {
            Minimum = value;
        }

        if (Maximum.CompareTo(value) < 0)
        {
            Maximum = value;
        }
    }
}
