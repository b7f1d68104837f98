#nullable disable
using System.Collections.Concurrent;
using System.Globalization;

namespace FellowOakDicom;

/// <summary>Value multiplicity: how many values an attribute may have (PS3.5 section 6.4).</summary>
public class DicomVM
{
    private static readonly ConcurrentDictionary<string, DicomVM> Known = new();

    public static readonly DicomVM VM_1 = Parse("1");
    public static readonly DicomVM VM_1_2 = Parse("1-2");
    public static readonly DicomVM VM_1_3 = Parse("1-3");
    public static readonly DicomVM VM_1_8 = Parse("1-8");
    public static readonly DicomVM VM_1_32 = Parse("1-32");
    public static readonly DicomVM VM_1_99 = Parse("1-99");
    public static readonly DicomVM VM_1_n = Parse("1-n");
    public static readonly DicomVM VM_2 = Parse("2");
    public static readonly DicomVM VM_2_n = Parse("2-n");
    public static readonly DicomVM VM_2_2n = Parse("2-2n");
    public static readonly DicomVM VM_3 = Parse("3");
    public static readonly DicomVM VM_3_n = Parse("3-n");
    public static readonly DicomVM VM_3_3n = Parse("3-3n");
    public static readonly DicomVM VM_4 = Parse("4");
    public static readonly DicomVM VM_6 = Parse("6");
    public static readonly DicomVM VM_16 = Parse("16");

    public DicomVM(int minimum, int maximum, int multiplicity)
    {
        Minimum = minimum;
        Maximum = maximum;
        Multiplicity = multiplicity;
    }

    public int Minimum { get; private set; }

    /// <summary>Int32.MaxValue for "n".</summary>
    public int Maximum { get; private set; }

    /// <summary>Values come in multiples of this: 2 for "2-2n".</summary>
    public int Multiplicity { get; private set; }

    /// <summary>Reads "1", "1-3", "1-n", "2-2n".</summary>
    public static DicomVM Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Known.GetOrAdd(s, Read);
    }

    public override string ToString()
    {
        var upper = Maximum.ToString(CultureInfo.InvariantCulture);
        if (Maximum == int.MaxValue)
        {
            upper = Multiplicity > 1 ? Multiplicity.ToString(CultureInfo.InvariantCulture) + "n" : "n";
        }

        var lower = Minimum.ToString(CultureInfo.InvariantCulture);
        return Minimum == Maximum ? lower : $"{lower}-{upper}";
    }

    private static DicomVM Read(string s)
    {
        var parts = s.Split(['-', ' '], 2);
        if (!TryCount(parts[0], out var minimum))
        {
            throw new DicomDataException($"Error parsing value multiplicity ['{s}']");
        }

        if (parts.Length == 1)
        {
            return new DicomVM(minimum, minimum, minimum);
        }

        var upper = parts[1];
        if (upper is "n")
        {
            return new DicomVM(minimum, int.MaxValue, 1);
        }

        var isMultiple = upper.EndsWith('n');
        if (!TryCount(upper.TrimEnd('n'), out var last))
        {
            throw new DicomDataException($"Error parsing value multiplicity ['{s}']");
        }

        return isMultiple ? new DicomVM(minimum, int.MaxValue, last) : new DicomVM(minimum, last, 1);
    }

    private static bool TryCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);
}
