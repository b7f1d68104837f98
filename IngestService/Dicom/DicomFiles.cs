using System.Text;
using System.Text.Unicode;
using FellowOakDicom;

namespace Voxmark.IngestService.Dicom;

/// <summary>The one way in which this service opens a DICOM file, so that all of it reads the same text.</summary>
internal static class DicomFiles
{
    private const int LongestTextBytes = 64 * 1024;
    private const byte Escape = 0x1b;

    /// <summary>Large values stay in the file until they are asked for.</summary>
    /// <param name="largeBytes">From how many bytes a value is large; 0 for the library's own idea.</param>
    /// <exception cref="DicomFileException">It is no DICOM file, or there is no such file.</exception>
    public static DicomFile Open(string path, int largeBytes = 0) =>
        WithReadableText(DicomFile.Open(path, UndeclaredText.Instance, null, FileReadOption.ReadLargeOnDemand, largeBytes));

    /// <param name="stop">Asked before each element: true ends reading.</param>
    /// <inheritdoc cref="Open(string, int)"/>
    public static DicomFile OpenUntil(string path, Func<ParseState, bool> stop) =>
        WithReadableText(DicomFile.Open(path, UndeclaredText.Instance, stop, FileReadOption.ReadLargeOnDemand));

    /// <summary>
    /// Texts that are plainly not in the character set that the file names get the characters they are: UTF-8 under the name
    /// of another one, another one under the name of UTF-8, and anything beyond ASCII in a file that claims ASCII.
    /// </summary>
    private static DicomFile WithReadableText(DicomFile file)
    {
        var dataset = file.Dataset.NotValidated();
        var declared = dataset.TryGetString(DicomTag.SpecificCharacterSet, out var term) ? term.Trim() : "";
        if (declared.Length == 0 || declared.Contains('\\', StringComparison.Ordinal))
            return file; // undeclared, or with code extensions

        var isUtf8 = declared.EndsWith(" 192", StringComparison.Ordinal);
        var isAscii = declared.EndsWith(" 6", StringComparison.Ordinal);
        if (!declared.StartsWith("ISO", StringComparison.OrdinalIgnoreCase))
            return file; // GB18030 and GBK
        foreach (var text in dataset.OfType<DicomStringElement>().Where(text => text.ValueRepresentation.IsStringEncoded).ToList())
        {
            if (text.Buffer.Size > LongestTextBytes)
                continue;
            var bytes = text.Buffer.Data;
            var isPlain = Ascii.IsValid(bytes) || bytes.AsSpan().Contains(Escape);
            if (!isPlain && (isUtf8 ? !Utf8.IsValid(bytes) : isAscii || Utf8.IsValid(bytes)))
                dataset.AddOrUpdate(text.ValueRepresentation, text.Tag, UndeclaredText.Instance.GetString(bytes).TrimEnd(' ', '\0'));
        }

        return file;
    }
}
