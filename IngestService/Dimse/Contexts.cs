using FellowOakDicom;
using FellowOakDicom.Network;

namespace Voxmark.IngestService.Dimse;

/// <summary>Which SOP classes and transfer syntaxes are taken: all that can be kept as they are.</summary>
internal static class Contexts
{
    private static readonly DicomUID MediaStorageDirectory = DicomUID.Parse("1.2.840.10008.1.3.10");

    /// <summary>Data sets whose pixels are somewhere else, and encodings that are no DICOM data sets.</summary>
    private static readonly DicomTransferSyntax[] Unkeepable =
    [
        DicomTransferSyntax.JPIPReferenced, DicomTransferSyntax.JPIPReferencedDeflate,
        DicomTransferSyntax.JPIPHTJ2KReferenced, DicomTransferSyntax.JPIPHTJ2KReferencedDeflate,
        DicomTransferSyntax.RFC2557MIMEEncapsulation, DicomTransferSyntax.XMLEncoding,
        DicomTransferSyntax.Papyrus3ImplicitVRLittleEndianRetired,
    ];

    public static void Answer(DicomPresentationContext context)
    {
        if (context.AbstractSyntax != DicomUID.Verification && !IsStorage(context.AbstractSyntax))
            context.SetResult(DicomPresentationContextResult.RejectAbstractSyntaxNotSupported);
        else if (Choose(context.GetTransferSyntaxes()) is { } syntax)
            context.SetResult(DicomPresentationContextResult.Accept, syntax);
        else
            context.SetResult(DicomPresentationContextResult.RejectTransferSyntaxesNotSupported);
    }

    /// <summary>Private and future SOP classes are storage for all we know; known ones say what they are.</summary>
    private static bool IsStorage(DicomUID sopClass) => sopClass.Type switch
    {
        DicomUidType.Unknown => true,
        DicomUidType.SOPClass => sopClass.StorageCategory != DicomStorageCategory.None && sopClass != MediaStorageDirectory,
        _ => false,
    };

    /// <summary>
    /// The sender's first choice, for that is most likely how its images are, so that nobody converts anything. But
    /// explicit VR little endian rather than implicit (which loses what private elements are) or big endian.
    /// </summary>
    private static DicomTransferSyntax? Choose(IEnumerable<DicomTransferSyntax> proposed)
    {
        var keepable = proposed.Where(syntax => syntax is not null && !Unkeepable.Contains(syntax)).ToList();
        var first = keepable.FirstOrDefault();
        var isPoor = first == DicomTransferSyntax.ImplicitVRLittleEndian || first == DicomTransferSyntax.ExplicitVRBigEndian;
        return isPoor && keepable.Contains(DicomTransferSyntax.ExplicitVRLittleEndian)
            ? DicomTransferSyntax.ExplicitVRLittleEndian
            : first;
    }
}
