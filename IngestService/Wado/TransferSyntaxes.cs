using FellowOakDicom;

namespace Voxmark.IngestService.Wado;

/// <summary>Transfer syntaxes, and the media types that PS3.18 §8.7.3.3 gives their frames.</summary>
internal static class TransferSyntaxes
{
    public static string ExplicitLittleEndian { get; } = DicomTransferSyntax.ExplicitVRLittleEndian.UID.UID;

    public static bool IsEncapsulated(string uid) => DicomTransferSyntax.Lookup(DicomUID.Parse(uid)).IsEncapsulated;

    /// <returns>Null for uncompressed frames and those without a media type of their own.</returns>
    public static string? MediaTypeOf(string uid) => uid["1.2.840.10008.1.2".Length..] switch
    {
        ".4.50" or ".4.51" or ".4.57" or ".4.70" => "image/jpeg",
        ".4.80" or ".4.81" => "image/jls",
        ".4.90" or ".4.91" => "image/jp2",
        ".4.92" or ".4.93" => "image/jpx",
        ".4.201" or ".4.202" or ".4.203" => "image/jphc",
        ".5" => "image/dicom-rle",
        _ => null,
    };
}
