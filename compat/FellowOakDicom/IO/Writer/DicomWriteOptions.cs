#nullable disable
namespace FellowOakDicom.IO.Writer;

public class DicomWriteOptions
{
    public DicomWriteOptions()
    {
    }

    public DicomWriteOptions(DicomWriteOptions options)
    {
        ExplicitLengthSequences = options.ExplicitLengthSequences;
        ExplicitLengthSequenceItems = options.ExplicitLengthSequenceItems;
        KeepGroupLengths = options.KeepGroupLengths;
        LargeObjectSize = options.LargeObjectSize;
    }

    public static DicomWriteOptions Default { get; } = new();

    /// <summary>Sequences say how long they are, rather than ending in a delimiter.</summary>
    public bool ExplicitLengthSequences { get; set; }

    /// <summary>Items say how long they are, rather than ending in a delimiter.</summary>
    public bool ExplicitLengthSequenceItems { get; set; }

    /// <summary>Group lengths (gggg,0000), retired in 2008, are written as they are rather than left out.</summary>
    public bool KeepGroupLengths { get; set; }

    /// <summary>Bytes from which a value is copied on its own.</summary>
    public uint LargeObjectSize { get; set; } = 1024 * 1024;
}
