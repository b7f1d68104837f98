using System.Buffers.Binary;
using System.Text;

namespace FellowOakDicom.IO.Reader;

/// <summary>
/// Reads one data set. Depth, number of items and allocations are bounded whatever the bytes say; what is wrong but
/// can be understood is read, as viewers must. A data set that ends early is kept up to there.
/// </summary>
internal sealed class DicomReader(ByteSource source, DicomTransferSyntax syntax, ValueReader values)
{
    /// <summary>Sequences within sequences. Real ones do not reach ten.</summary>
    private const int DeepestLevel = 64;

    // Elements, items and fragments in all. In memory each takes some twenty times the eight bytes that it needs at
    // least in a file; in real files their mean size is far above this.
    private const int BytesPerItem = 32;
    private const int MostItemsOfSmallFile = 200_000;
    private const int MostItems = 4_000_000;

    private readonly bool _isBigEndian = syntax.Endian == Endian.Big;
    private long _itemsLeft = source.Length is { } length
        ? Math.Clamp(length / BytesPerItem, MostItemsOfSmallFile, MostItems)
        : MostItems / 4;

    /// <summary>Says, before an element is read, that reading ends here.</summary>
    public Func<ParseState, bool>? Stop { get; init; }

    public bool IsStopped { get; private set; }

    /// <summary>The stream ended within an element.</summary>
    public bool IsTruncated { get; private set; }

    public void Read(DicomDataset dataset, Encoding[] encodings)
    {
        try
        {
            ReadItems(dataset, new ReaderContext(encodings, syntax.IsExplicitVR, _isBigEndian, depth: 0), long.MaxValue);
        }
        catch (EndOfStreamException)
        {
            IsTruncated = true;
        }
        catch (InvalidDataException exception)
        {
            throw new DicomReaderException("The deflated data set is damaged", exception);
        }
    }

    /// <summary>Reads the elements of one group, and leaves what follows.</summary>
    public void ReadGroup(ushort group, DicomDataset dataset)
    {
        var context = new ReaderContext(DicomEncoding.DefaultArray, syntax.IsExplicitVR, _isBigEndian, depth: 0);
        var items = dataset.Unsorted;
        try
        {
            while (source.TryPeek(2, out var next) && UInt16(next, context) == group)
            {
                ReadElement(ReadHeader(context), context, items);
            }
        }
        catch (EndOfStreamException)
        {
            IsTruncated = true;
        }
        finally
        {
            dataset.Sort();
        }
    }

    /// <summary>Reads elements up to a position, a delimiter, or the stream's end.</summary>
    private void ReadItems(DicomDataset dataset, ReaderContext context, long end)
    {
        var items = dataset.Unsorted;
        dataset.FallbackEncodings = context.Encodings;
        try
        {
            while (!IsStopped && source.Position < end && !source.IsAtEnd)
            {
                var header = ReadHeader(context);
                if (header.Number == ElementHeader.ItemDelimitation || (header.Number == 0 && context.Depth == 0))
                {
                    // A command group's number in a file: zeros that fill up a disk block.
                    return;
                }

                if (!header.IsDelimiter)
                {
                    ReadElement(header, context, items);
                }
            }
        }
        finally
        {
            dataset.Sort();
        }
    }

    private ElementHeader ReadHeader(ReaderContext context)
    {
        if (--_itemsLeft < 0)
        {
            throw new DicomReaderException("The data set has more elements than a real one of its size");
        }

        var bytes = source.Take(8);
        var number = Number(bytes, context);
        if (!context.IsExplicit || number >> 16 == 0xfffe)
        {
            return new ElementHeader(number, null, UInt32(bytes[4..], context));
        }

        if (!DicomVR.TryFind(BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]), out var vr))
        {
            if (!char.IsAsciiLetterUpper((char)bytes[4]) || !char.IsAsciiLetterUpper((char)bytes[5]))
            {
                // No VR at all: an element in implicit VR among the others.
                return new ElementHeader(number, null, UInt32(bytes[4..], context));
            }

            vr = DicomVR.UN;   // A VR from the future has a long length field (PS3.5 section 6.2.2).
        }

        return vr.Is16bitLength
            ? new ElementHeader(number, vr, UInt16(bytes[6..], context))
            : new ElementHeader(number, vr, UInt32(source.Take(4), context));
    }

    private void ReadElement(ElementHeader header, ReaderContext context, List<DicomItem> items)
    {
        var tag = context.Tag(header, out var entry);
        if (Stop is not null && Stop(new ParseState { Tag = tag, SequenceDepth = context.Depth }))
        {
            IsStopped = true;
            return;
        }

        // UN in explicit VR is what a program wrote that did not know the element: its value is in implicit VR (CP-246).
        var isUnknown = header.VR == DicomVR.UN;
        var vr = header.VR is null || isUnknown ? FromDictionary(entry, context) : header.VR;
        if (header.Length == ElementHeader.Undefined)
        {
            if (header.Number == ElementHeader.PixelData || (vr.Code[0] == 'O' && !isUnknown))
            {
                ReadFragments(tag, vr, context, items);
                return;
            }

            vr = vr == DicomVR.UN || isUnknown ? DicomVR.SQ : vr;
            if (vr != DicomVR.SQ)
            {
                throw new DicomReaderException($"{tag} has VR {vr} and undefined length");
            }
        }

        var inner = isUnknown ? context.AsUnknown() : context;
        if (vr == DicomVR.SQ && (header.Length is 0 or ElementHeader.Undefined || StartsWithItem(inner)))
        {
            ReadSequence(tag, header.Length, inner, items);
        }
        else if (values.Read(source, tag, vr == DicomVR.SQ ? DicomVR.UN : vr, header.Length, inner) is { } element)
        {
            items.Add(element);
            context.Note(element);
        }
    }

    private void ReadSequence(DicomTag tag, uint length, ReaderContext context, List<DicomItem> items)
    {
        if (context.Depth >= DeepestLevel)
        {
            throw new DicomReaderException($"Sequences are nested deeper than {DeepestLevel} levels");
        }

        var sequence = new DicomSequence(tag);
        items.Add(sequence);
        var end = length == ElementHeader.Undefined ? long.MaxValue : source.Position + length;
        while (!IsStopped && source.Position < end)
        {
            if (!source.TryPeek(8, out var next))
            {
                throw new EndOfStreamException();
            }

            var number = Number(next, context);
            if (number != ElementHeader.Item)
            {
                // Anything but the delimiter belongs to what follows: the delimiter was forgotten.
                source.Skip(number == ElementHeader.SequenceDelimitation ? 8 : 0);
                return;
            }

            var header = ReadHeader(context);
            var item = new DicomDataset(syntax);
            sequence.Items.Add(item);
            ReadItems(item, context.Nested(), header.Length == ElementHeader.Undefined ? end : source.Position + header.Length);
        }
    }

    private void ReadFragments(DicomTag tag, DicomVR vr, ReaderContext context, List<DicomItem> items)
    {
        DicomFragmentSequence fragments =
            vr == DicomVR.OW ? new DicomOtherWordFragment(tag) : new DicomOtherByteFragment(tag);
        items.Add(fragments);
        while (true)
        {
            var header = ReadHeader(context);
            if (header.Number == ElementHeader.SequenceDelimitation)
            {
                return;
            }

            if (header.Number != ElementHeader.Item || header.Length == ElementHeader.Undefined)
            {
                throw new DicomReaderException($"{tag} has something else than fragments in it");
            }

            fragments.Add(values.ReadFragment(source, header.Length));
        }
    }

    private bool StartsWithItem(ReaderContext context) =>
        source.TryPeek(4, out var next) && Number(next, context) == ElementHeader.Item;

    /// <summary>The VR that the standard gives, or the one that it means where it gives several.</summary>
    private static DicomVR FromDictionary(DicomDictionaryEntry entry, ReaderContext context)
    {
        if (entry == DicomDictionary.UnknownTag)
        {
            return DicomVR.UN;
        }

        var representations = entry.ValueRepresentations;
        if (representations.Length == 1)
        {
            return representations[0];
        }

        // In implicit VR bytes are words (PS3.5 section A.1), and pixel values have the sign of the pixels.
        return Array.IndexOf(representations, DicomVR.OB) >= 0 ? DicomVR.OW
            : context.IsSigned && Array.IndexOf(representations, DicomVR.SS) >= 0 ? DicomVR.SS
            : representations[0];
    }

    private static uint Number(ReadOnlySpan<byte> bytes, ReaderContext context) =>
        ((uint)UInt16(bytes, context) << 16) | UInt16(bytes[2..], context);

    private static ushort UInt16(ReadOnlySpan<byte> bytes, ReaderContext context) => context.IsBigEndian
        ? BinaryPrimitives.ReadUInt16BigEndian(bytes)
        : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint UInt32(ReadOnlySpan<byte> bytes, ReaderContext context) => context.IsBigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
        : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
