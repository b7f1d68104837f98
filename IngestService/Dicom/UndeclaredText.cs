using System.Text;
using System.Text.Unicode;
using FellowOakDicom;

namespace Voxmark.IngestService.Dicom;

/// <summary>
/// Text whose character set nobody names: in DICOM files without Specific Character Set, in names inside zips. UTF-8 where
/// it is that, which other text hardly ever is by chance; Latin-1 where characters above ASCII stand alone; else the
/// character set of this place. Immutable.
/// </summary>
internal sealed class UndeclaredText(Encoding local) : Encoding
{
    /// <summary>Configuration key of the character set of this place: a defined term of Specific Character Set (PS3.3
    /// C.12.1.1.2).</summary>
    public const string ConfigurationKey = "Dicom:UndeclaredCharacterSet";

    private static readonly UTF8Encoding Plain = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The one of this process; Korean unless it is configured.</summary>
    public static UndeclaredText Instance { get; private set; } = new(DicomEncoding.GetEncoding("ISO 2022 IR 149"));

    public static void Configure(IConfiguration configuration)
    {
        if (configuration[ConfigurationKey] is { Length: > 0 } term)
            Instance = new(DicomEncoding.GetEncoding(term));
    }

    /// <summary>What these bytes are in, most likely.</summary>
    public Encoding EncodingOf(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) ? Plain : HasOnlyLoneHighBytes(bytes) ? Latin1 : local;

    public override int GetCharCount(byte[] bytes, int index, int count) =>
        EncodingOf(bytes.AsSpan(index, count)).GetCharCount(bytes, index, count);

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        EncodingOf(bytes.AsSpan(byteIndex, byteCount)).GetChars(bytes, byteIndex, byteCount, chars, charIndex);

    public override int GetMaxCharCount(int byteCount) => byteCount + 1;

    public override int GetByteCount(char[] chars, int index, int count) => Plain.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        Plain.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetMaxByteCount(int charCount) => Plain.GetMaxByteCount(charCount);

    /// <summary>As accented letters in a Western name; in East Asian character sets two follow one another, or the first is a
    /// control character of Latin-1.</summary>
    private static bool HasOnlyLoneHighBytes(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
            if (bytes[i] is >= 0x80 and < 0xa0 || (bytes[i] >= 0xa0 && i + 1 < bytes.Length && bytes[i + 1] >= 0x80))
                return false;
        return true;
    }
}
