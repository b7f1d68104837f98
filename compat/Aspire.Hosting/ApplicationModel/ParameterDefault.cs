using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

public abstract class ParameterDefault
{
    public abstract string GetDefaultValue();
}

/// <summary>A random value from the allowed kinds of characters, from the system's cryptographic generator.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string LowerCharacters = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperCharacters = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string NumericCharacters = "0123456789";
    private const string SpecialCharacters = "-_.{}~()*+!";

    /// <summary>Length of the value, in characters.</summary>
    public int MinLength { get; set; }

    public bool Lower { get; set; } = true;

    public bool Upper { get; set; } = true;

    public bool Numeric { get; set; } = true;

    public bool Special { get; set; } = true;

    public int MinLower { get; set; }

    public int MinUpper { get; set; }

    public int MinNumeric { get; set; }

    public int MinSpecial { get; set; }

    public override string GetDefaultValue()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MinLength);
        (bool Use, string Characters, int Minimum)[] kinds =
        [
            (Lower, LowerCharacters, MinLower),
            (Upper, UpperCharacters, MinUpper),
            (Numeric, NumericCharacters, MinNumeric),
            (Special, SpecialCharacters, MinSpecial),
        ];
        var required = kinds.Where(kind => kind.Use)
            .SelectMany(kind => RandomNumberGenerator.GetItems<char>(kind.Characters, kind.Minimum))
            .ToArray();
        var alphabet = string.Concat(kinds.Where(kind => kind.Use).Select(kind => kind.Characters));
        char[] value = [.. required, .. RandomNumberGenerator.GetItems<char>(alphabet, Math.Max(0, MinLength - required.Length))];
        RandomNumberGenerator.Shuffle<char>(value);
        return new string(value);
    }
}
