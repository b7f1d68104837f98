using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Voxmark.QuantService.Reports;

/// <summary>
/// Text of a workbook as it was meant. ClosedXML 0.95 takes each half of a character beyond the first plane (an emoji, a
/// rare Hanja) for one that XML cannot carry, and writes <c>_xD83D__xDCAA_</c> (its issue 1226). Two halves side by side are
/// such a character again; text of a person that only looks like it is told by the <c>_x005F</c> before it (ECMA-376 part 1,
/// 22.4.2.4), and stays.
/// </summary>
internal static partial class PackageText
{
    /// <param name="package">An .xlsx file, read and written, from its beginning.</param>
    public static void Mend(Stream package)
    {
        using var zip = new ZipArchive(package, ZipArchiveMode.Update, leaveOpen: true);
        foreach (var part in zip.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.Ordinal)).ToList())
        {
            var text = Read(part);
            var mended = Halves().Replace(text, pair => new string([Half(pair, 1), Half(pair, 2)]));
            if (ReferenceEquals(mended, text))
                continue;
            using var writer = new StreamWriter(part.Open(), new UTF8Encoding(false));
            writer.BaseStream.SetLength(0);
            writer.Write(mended);
        }
    }

    private static string Read(ZipArchiveEntry part)
    {
        using var reader = new StreamReader(part.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static char Half(Match pair, int group) => (char)Convert.ToUInt16(pair.Groups[group].Value, 16);

    [GeneratedRegex("(?<!_x005F)_x(D[89AB][0-9A-F]{2})__x(D[C-F][0-9A-F]{2})_", RegexOptions.IgnoreCase)]
    private static partial Regex Halves();
}
