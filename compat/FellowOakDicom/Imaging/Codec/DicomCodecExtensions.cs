#nullable disable
namespace FellowOakDicom.Imaging.Codec;

public static class DicomCodecExtensions
{
    /// <summary>A copy in another transfer syntax.</summary>
    /// <exception cref="DicomCodecException">There is no codec for one of the two transfer syntaxes.</exception>
    public static DicomFile Clone(this DicomFile file, DicomTransferSyntax syntax, DicomCodecParams parameters = null) =>
        new DicomTranscoder(file.FileMetaInfo.TransferSyntax, syntax, null, parameters).Transcode(file);

    /// <inheritdoc cref="Clone(DicomFile, DicomTransferSyntax, DicomCodecParams)"/>
    public static DicomDataset Clone(
        this DicomDataset dataset, DicomTransferSyntax syntax, DicomCodecParams parameters = null) =>
        new DicomTranscoder(dataset.InternalTransferSyntax, syntax, null, parameters).Transcode(dataset);
}
