using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using FellowOakDicom.IO.Buffer;
using FellowOakDicom.IO.Reader;

namespace FellowOakDicom.IO.Writer;

/// <summary>
/// Writes data sets as a list of buffers: headers and small values together in memory, large values where they are,
/// so that one writer serves streams that wait and streams that do not.
/// </summary>
internal sealed class DicomWriter(DicomTransferSyntax syntax, DicomWriteOptions options)
{
    private const int SmallBytes = 16 * 1024;

    private readonly bool _isBigEndian = syntax.Endian == Endian.Big;
    private readonly List<IByteBuffer> _buffers = [];
    private readonly ArrayBufferWriter<byte> _small = new();

    /// <param name="inherited">Encodings of text where the data set does not say.</param>
    public static IReadOnlyList<IByteBuffer> Write(
        DicomDataset dataset, DicomTransferSyntax syntax, DicomWriteOptions options, Encoding[] inherited)
    {
        var writer = new DicomWriter(syntax, options);
        writer.WriteDataset(dataset, inherited);
        writer.Flush();
        return writer._buffers;
    }

    private void WriteDataset(DicomDataset dataset, Encoding[] inherited)
    {
        var encodings = dataset.GetEncodings(inherited);
        foreach (var item in dataset)
        {
            switch (item)
            {
                case DicomSequence sequence:
                    WriteSequence(sequence, encodings);
                    break;
                case DicomFragmentSequence fragments:
                    WriteFragments(fragments);
                    break;
                case DicomElement element when element.Tag.Element != 0 || options.KeepGroupLengths || element.Tag.Group <= 2:
                    WriteElement(element, encodings);
                    break;
            }
        }
    }

    private void WriteElement(DicomElement element, Encoding[] encodings)
    {
        var vr = element.ValueRepresentation;
        var value = element is DicomStringElement text ? text.BufferIn(encodings) : element.Buffer;
        var isOdd = (value.Size & 1) != 0;
        var length = value.Size + (isOdd ? 1 : 0);
        if (length >= ElementHeader.Undefined)
        {
            throw new DicomIoException($"{element.Tag} has {length} bytes, more than an element can hold");
        }

        // A value too long for a short length field is written as UN, whose field is long (PS3.5 section 6.2.2).
        WriteHeader(element.Tag, vr.Is16bitLength && length > ushort.MaxValue ? DicomVR.UN : vr, (uint)length);
        WriteValue(value, vr.ByteSwap);
        if (isOdd)
        {
            WriteByte(vr.PaddingValue);
        }
    }

    private void WriteSequence(DicomSequence sequence, Encoding[] encodings)
    {
        var items = Nested(writer =>
        {
            foreach (var item in sequence.Items)
            {
                writer.WriteItem(item, encodings);
            }
        });
        WriteHeader(sequence.Tag, DicomVR.SQ, options.ExplicitLengthSequences ? Length(items) : ElementHeader.Undefined);
        Append(items);
        if (!options.ExplicitLengthSequences)
        {
            WriteDelimiter(ElementHeader.SequenceDelimitation, 0);
        }
    }

    private void WriteItem(DicomDataset item, Encoding[] encodings)
    {
        var content = Nested(writer => writer.WriteDataset(item, encodings));
        WriteDelimiter(
            ElementHeader.Item, options.ExplicitLengthSequenceItems ? Length(content) : ElementHeader.Undefined);
        Append(content);
        if (!options.ExplicitLengthSequenceItems)
        {
            WriteDelimiter(ElementHeader.ItemDelimitation, 0);
        }
    }

    private void WriteFragments(DicomFragmentSequence fragments)
    {
        WriteHeader(fragments.Tag, fragments.ValueRepresentation, ElementHeader.Undefined);
        WriteDelimiter(ElementHeader.Item, (uint)(fragments.OffsetTable.Count * 4));
        foreach (var offset in fragments.OffsetTable)
        {
            WriteUInt32(offset);
        }

        foreach (var fragment in fragments.Fragments)
        {
            var isOdd = (fragment.Size & 1) != 0;
            WriteDelimiter(ElementHeader.Item, (uint)fragment.Size + (isOdd ? 1u : 0));
            WriteValue(fragment, byteSwap: 1);
            if (isOdd)
            {
                WriteByte(0);
            }
        }

        WriteDelimiter(ElementHeader.SequenceDelimitation, 0);
    }

    private void WriteHeader(DicomTag tag, DicomVR vr, uint length)
    {
        WriteUInt16(tag.Group);
        WriteUInt16(tag.Element);
        if (!syntax.IsExplicitVR)
        {
            WriteUInt32(length);
            return;
        }

        WriteByte((byte)vr.Code[0]);
        WriteByte((byte)vr.Code[1]);
        if (vr.Is16bitLength)
        {
            WriteUInt16((ushort)length);
        }
        else
        {
            WriteUInt16(0);
            WriteUInt32(length);
        }
    }

    private void WriteDelimiter(uint number, uint length)
    {
        WriteUInt16((ushort)(number >> 16));
        WriteUInt16((ushort)number);
        WriteUInt32(length);
    }

    private void WriteValue(IByteBuffer value, int byteSwap)
    {
        if (_isBigEndian && byteSwap > 1)
        {
            var swapped = value.Data.ToArray();
            Endian.SwapBytes(byteSwap, swapped);
            value = new MemoryByteBuffer(swapped);
        }

        if (value.IsMemory && value.Size <= SmallBytes)
        {
            _small.Write(value.Data);
        }
        else
        {
            Flush();
            _buffers.Add(value);
        }
    }

    /// <summary>The lengths of nested data sets are known once they are written.</summary>
    private List<IByteBuffer> Nested(Action<DicomWriter> write)
    {
        var writer = new DicomWriter(syntax, options);
        write(writer);
        writer.Flush();
        return writer._buffers;
    }

    private void Append(List<IByteBuffer> buffers)
    {
        foreach (var buffer in buffers)
        {
            WriteValue(buffer, byteSwap: 1);
        }
    }

    private static uint Length(List<IByteBuffer> buffers) => checked((uint)buffers.Sum(buffer => buffer.Size));

    private void Flush()
    {
        if (_small.WrittenCount > 0)
        {
            _buffers.Add(new MemoryByteBuffer(_small.WrittenSpan.ToArray()));
            _small.ResetWrittenCount();
        }
    }

    private void WriteByte(byte value)
    {
        _small.GetSpan(1)[0] = value;
        _small.Advance(1);
    }

    private void WriteUInt16(ushort value)
    {
        var span = _small.GetSpan(2);
        if (_isBigEndian)
        {
            BinaryPrimitives.WriteUInt16BigEndian(span, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(span, value);
        }

        _small.Advance(2);
    }

    private void WriteUInt32(uint value)
    {
        var span = _small.GetSpan(4);
        if (_isBigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(span, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(span, value);
        }

        _small.Advance(4);
    }
}
