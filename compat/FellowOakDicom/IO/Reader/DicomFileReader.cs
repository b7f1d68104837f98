using System.Buffers.Binary;
using System.Text;

namespace FellowOakDicom.IO.Reader;

/// <summary>Reads a file: preamble and file meta information where they are, then the data set.</summary>
internal sealed class DicomFileReader(ByteSource source, ValueReader values)
{
    private const int PreambleBytes = 128;

    public DicomFileFormat Format { get; private set; }

    public DicomTransferSyntax Syntax { get; private set; } = DicomTransferSyntax.ExplicitVRLittleEndian;

    /// <summary>The file ended early, or reading was stopped.</summary>
    public bool IsPartial { get; private set; }

    /// <exception cref="DicomReaderException">This is no DICOM file, or one that cannot be understood.</exception>
    public void Read(
        DicomFileMetaInformation meta, DicomDataset dataset, Encoding[] encodings, Func<ParseState, bool>? stop)
    {
        SkipPreamble();
        ReadMeta(meta);
        if (IsPartial)
        {
            return;
        }

        Syntax = ChooseSyntax(meta);
        var body = Syntax.IsDeflate ? source.Inflate() : source;
        try
        {
            var reader = new DicomReader(body, Syntax, values) { Stop = stop };
            dataset.InternalTransferSyntax = Syntax;
            reader.Read(dataset, encodings);
            IsPartial = reader.IsStopped || reader.IsTruncated;
        }
        finally
        {
            if (body != source)
            {
                body.Dispose();
            }
        }
    }

    private void SkipPreamble()
    {
        if (source.TryPeek(PreambleBytes + 4, out var start) && start[PreambleBytes..].SequenceEqual("DICM"u8))
        {
            source.Take(PreambleBytes + 4);
            Format = DicomFileFormat.DICOM3;
            return;
        }

        if (source.TryPeek(4, out start) && start.SequenceEqual("DICM"u8))
        {
            source.Take(4);
        }

        Format = NextGroup() == 2 ? DicomFileFormat.DICOM3NoPreamble : DicomFileFormat.DICOM3NoFileMetaInfo;
    }

    /// <summary>Group 0002 is explicit VR little endian whatever follows, and need not give its length.</summary>
    private void ReadMeta(DicomFileMetaInformation meta)
    {
        var reader = new DicomReader(source, DicomTransferSyntax.ExplicitVRLittleEndian, values);
        reader.ReadGroup(2, meta);
        IsPartial = reader.IsTruncated;
    }

    private int NextGroup() =>
        source.TryPeek(2, out var bytes) ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : -1;

    /// <summary>What the meta information says, unless the first element shows that it is wrong or silent.</summary>
    private DicomTransferSyntax ChooseSyntax(DicomFileMetaInformation meta)
    {
        // An unknown one is taken to be encapsulated, as all new ones are.
        var said = meta.TryGetSingleValue(DicomTag.TransferSyntaxUID, out DicomTransferSyntax syntax) ? syntax : null;
        if (said is { IsDeflate: true })
        {
            return said;
        }

        if (!source.TryPeek(8, out var start))
        {
            return said is not null || Format == DicomFileFormat.DICOM3
                ? said ?? DicomTransferSyntax.ExplicitVRLittleEndian
                : throw NotDicom();
        }

        var seen = Seen(start);
        if (said is null)
        {
            return seen ?? (Format == DicomFileFormat.DICOM3 ? Guess(start) : throw NotDicom());
        }

        var isWrong = seen is not null && seen.IsExplicitVR != said.IsExplicitVR
            && seen.Endian == Endian.Little && said.Endian == Endian.Little;
        return isWrong ? seen! : said;
    }

    private static DicomTransferSyntax Guess(ReadOnlySpan<byte> start) => IsExplicit(start)
        ? DicomTransferSyntax.ExplicitVRLittleEndian
        : DicomTransferSyntax.ImplicitVRLittleEndian;

    private static bool IsExplicit(ReadOnlySpan<byte> start) =>
        DicomVR.TryFind(BinaryPrimitives.ReadUInt16LittleEndian(start[4..]), out _);

    /// <summary>The syntax in which the first eight bytes are an element of the dictionary; else null.</summary>
    private static DicomTransferSyntax? Seen(ReadOnlySpan<byte> start)
    {
        if (IsKnown(BinaryPrimitives.ReadUInt16LittleEndian(start), BinaryPrimitives.ReadUInt16LittleEndian(start[2..])))
        {
            return Guess(start);
        }

        return IsExplicit(start)
            && IsKnown(BinaryPrimitives.ReadUInt16BigEndian(start), BinaryPrimitives.ReadUInt16BigEndian(start[2..]))
            ? DicomTransferSyntax.ExplicitVRBigEndian
            : null;
    }

    private static bool IsKnown(ushort group, ushort element) =>
        group is > 2 and < 0x7fff && (group & 1) == 0
        && DicomDictionary.Default[new DicomTag(group, element)] != DicomDictionary.UnknownTag;

    private static DicomReaderException NotDicom() => new("This is not a DICOM file");
}
