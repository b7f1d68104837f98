#nullable disable
using System.Text;

namespace FellowOakDicom;

public static partial class DicomEncoding
{
    private const byte Escape = 0x1b;

    /// <summary>
    /// Escape sequences (without ESC) and what they switch on. Those marked G0 replace ASCII until "(B"; the others
    /// leave ASCII in place and give meaning to bytes from 0x80.
    /// </summary>
    private static readonly (byte[] Sequence, string Term, bool IsG0)[] Extensions =
    [
        ("(B"u8.ToArray(), "6", true),
        ("(J"u8.ToArray(), "13", true),
        (")I"u8.ToArray(), "13", false),
        ("$B"u8.ToArray(), "87", true),
        ("$(D"u8.ToArray(), "159", true),
        ("$)C"u8.ToArray(), "149", false),
        ("$)A"u8.ToArray(), "58", false),
        ("-A"u8.ToArray(), "100", false),
        ("-B"u8.ToArray(), "101", false),
        ("-C"u8.ToArray(), "109", false),
        ("-D"u8.ToArray(), "110", false),
        ("-F"u8.ToArray(), "126", false),
        ("-G"u8.ToArray(), "127", false),
        ("-H"u8.ToArray(), "138", false),
        ("-L"u8.ToArray(), "144", false),
        ("-M"u8.ToArray(), "148", false),
        ("-T"u8.ToArray(), "166", false),
        ("-b"u8.ToArray(), "203", false),
    ];

    /// <summary>Text of a value that has no padding.</summary>
    /// <param name="isPersonName">'^' and '=' end a code extension too.</param>
    internal static string Decode(ReadOnlySpan<byte> bytes, Encoding[] encodings, bool isPersonName)
    {
        if (bytes.IndexOf(Escape) < 0)
        {
            return Ascii.IsValid(bytes)
                ? string.Create(bytes.Length, bytes, static (text, source) => Ascii.ToUtf16(source, text, out _))
                : Initial(encodings).GetString(bytes);
        }

        var text = new StringBuilder(bytes.Length);
        var initial = Initial(encodings);
        var (g0, g1) = (Default, initial);
        var start = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == Escape)
            {
                Append(text, bytes[start..i], g0, g1);
                var extension = Find(bytes[(i + 1)..]);
                if (extension.Sequence is not null)
                {
                    i += extension.Sequence.Length;
                    var encoding = Known[extension.Term];
                    (g0, g1) = extension.IsG0 ? (encoding, g1) : (g0, encoding);
                }

                start = i + 1;
            }
            else if (g0 == Default && IsDelimiter((char)bytes[i], isPersonName))
            {
                // Back to the initial character set; where that is ASCII, forgotten escapes are more likely.
                Append(text, bytes[start..i], g0, g1);
                g1 = initial == Default ? g1 : initial;
                start = i;
            }
        }

        Append(text, bytes[start..], g0, g1);
        return text.ToString();
    }

    /// <summary>The first encoding where it can hold the text, else each component in the first one that can.</summary>
    internal static byte[] Encode(string text, Encoding[] encodings, bool isPersonName)
    {
        if (encodings.Length == 1 || TryEncode(text, encodings[0], out var bytes))
        {
            return encodings[0].GetBytes(text);
        }

        using var stream = new MemoryStream();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || IsDelimiter(text[i], isPersonName))
            {
                stream.Write(EncodeComponent(text[start..i], encodings));
                if (i < text.Length)
                {
                    stream.WriteByte((byte)text[i]);
                }

                start = i + 1;
            }
        }

        return stream.ToArray();
    }

    /// <summary>What bytes from 0x80 mean at first. "\ISO 2022 IR 149" without any escape sequence is common.</summary>
    private static Encoding Initial(Encoding[] encodings) =>
        Array.Find(encodings, encoding => encoding != Default) ?? Default;

    private static bool IsDelimiter(char character, bool isPersonName) => character switch
    {
        '\\' or '\r' or '\n' or '\t' or '\f' => true,
        '^' or '=' => isPersonName,
        _ => false,
    };

    private static (byte[] Sequence, string Term, bool IsG0) Find(ReadOnlySpan<byte> rest)
    {
        foreach (var extension in Extensions)
        {
            if (rest.StartsWith(extension.Sequence))
            {
                return extension;
            }
        }

        return default;
    }

    private static void Append(StringBuilder text, ReadOnlySpan<byte> run, Encoding g0, Encoding g1)
    {
        if (run.IsEmpty)
        {
        }
        else if (g0 == Known["87"])
        {
            // JIS X 0208 is what EUC-JP has with the high bits set.
            text.Append(Known["159"].GetString(Shifted(run, prefix: null)));
        }
        else if (g0 == Known["159"])
        {
            text.Append(g0.GetString(Shifted(run, prefix: 0x8f)));
        }
        else
        {
            text.Append((g0 == Default ? g1 : g0).GetString(run));
        }
    }

    /// <summary>Pairs of seven-bit bytes as EUC-JP: high bits set, JIS X 0212 behind 0x8F.</summary>
    private static byte[] Shifted(ReadOnlySpan<byte> run, byte? prefix)
    {
        var bytes = new List<byte>(run.Length * 3 / 2);
        for (var i = 0; i + 1 < run.Length; i += 2)
        {
            if (prefix is { } lead)
            {
                bytes.Add(lead);
            }

            bytes.Add((byte)(run[i] | 0x80));
            bytes.Add((byte)(run[i + 1] | 0x80));
        }

        return [.. bytes];
    }

    private static byte[] EncodeComponent(string text, Encoding[] encodings)
    {
        foreach (var encoding in encodings)
        {
            if (!TryEncode(text, encoding, out var bytes))
            {
                continue;
            }

            // The encoder of JIS X 0208 writes its escape sequences itself; ASCII needs none.
            if (encoding == encodings[0] || encoding == Known["87"])
            {
                return bytes;
            }

            var extension = Array.Find(Extensions, extension => !extension.IsG0 && Known[extension.Term] == encoding);
            if (extension.Sequence is not null)
            {
                return [Escape, .. extension.Sequence, .. bytes];
            }
        }

        return encodings[0].GetBytes(text);
    }

    private static bool TryEncode(string text, Encoding encoding, out byte[] bytes)
    {
        try
        {
            var strict = (Encoding)encoding.Clone();
            strict.EncoderFallback = EncoderFallback.ExceptionFallback;
            bytes = strict.GetBytes(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            bytes = [];
            return false;
        }
    }
}
