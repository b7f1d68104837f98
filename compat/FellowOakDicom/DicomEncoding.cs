#nullable disable
using System.Text;

namespace FellowOakDicom;

/// <summary>
/// Character sets (PS3.3 section C.12.1.1.2, PS3.5 section 6.1), with and without code extensions (ISO 2022).
/// Thread-safe.
/// </summary>
public static partial class DicomEncoding
{
    /// <summary>What text is in where a data set does not say: ASCII.</summary>
    public static readonly Encoding Default = Encoding.ASCII;

    public static readonly Encoding[] DefaultArray = [Default];

    private static readonly EncodingProvider CodePages = CodePagesEncodingProvider.Instance;

    /// <summary>By the number or name that is left of "ISO_IR 100" and "ISO 2022 IR 100". Thai is TIS 620; IR 58 is
    /// GB 2312 and IR 159 is JIS X 0212, which both come only with escape sequences.</summary>
    private static readonly Dictionary<string, Encoding> Known = new(StringComparer.Ordinal)
    {
        ["6"] = Default,
        ["13"] = CodePage(932),
        ["58"] = CodePage(936),
        ["87"] = CodePage(50222),
        ["100"] = Encoding.Latin1,
        ["101"] = CodePage(28592),
        ["109"] = CodePage(28593),
        ["110"] = CodePage(28594),
        ["126"] = CodePage(28597),
        ["127"] = CodePage(28596),
        ["138"] = CodePage(28598),
        ["144"] = CodePage(28595),
        ["148"] = CodePage(28599),
        ["149"] = CodePage(949),
        ["159"] = CodePage(20932),
        ["166"] = CodePage(874),
        ["192"] = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        ["203"] = CodePage(28605),
        ["GB18030"] = CodePage(54936),
        ["GBK"] = CodePage(936),
    };

    /// <summary>One encoding for each value of Specific Character Set (0008,0005); the first is the initial one.</summary>
    public static Encoding[] GetEncodings(string[] charsets) =>
        charsets is { Length: > 0 } ? Array.ConvertAll(charsets, GetEncoding) : DefaultArray;

    /// <summary>The encoding of a defined term, also where it is misspelt (ISO-IR 100, ISO IR 100); else ASCII.</summary>
    public static Encoding GetEncoding(string charset) =>
        Known.GetValueOrDefault(Term(charset), Default);

    /// <summary>"100" of "ISO_IR 100".</summary>
    private static string Term(string charset)
    {
        var words = (charset ?? "").ToUpperInvariant().Replace('_', ' ').Replace('-', ' ')
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "6" : words[^1];
    }

    private static Encoding CodePage(int number) => CodePages.GetEncoding(number);
}
