using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Voxmark.ServiceDefaults.Problems;

/// <summary>
/// An interpolated string that remembers what was filled in, each by the last name in its hole: <c>{series.Slices}</c> is
/// <c>slices</c>. A value with a format (<c>{gapMm:0.#}</c>) is remembered as it was written.
/// </summary>
[InterpolatedStringHandler]
public readonly ref struct SentenceText
{
    private readonly StringBuilder _text;
    private readonly Dictionary<string, object>? _parameters;

    public SentenceText(int literalLength, int formattedCount)
    {
        _text = new StringBuilder(literalLength + 8 * formattedCount);
        _parameters = formattedCount == 0 ? null : [];
    }

    public static implicit operator SentenceText(string text)
    {
        var plain = new SentenceText(text.Length, 0);
        plain.AppendLiteral(text);
        return plain;
    }

    internal IReadOnlyDictionary<string, object>? Parameters => _parameters;

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted<T>(T value, [CallerArgumentExpression(nameof(value))] string hole = "") where T : notnull
    {
        _text.Append(CultureInfo.InvariantCulture, $"{value}");
        _parameters![NameOf(hole)] = value;
    }

    public void AppendFormatted<T>(T value, string format, [CallerArgumentExpression(nameof(value))] string hole = "")
        where T : IFormattable
    {
        var written = value.ToString(format, CultureInfo.InvariantCulture);
        _text.Append(written);
        _parameters![NameOf(hole)] = written;
    }

    public override string ToString() => _text.ToString();

    private static string NameOf(string hole)
    {
        var name = hole[(hole.LastIndexOf('.') + 1)..];
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
