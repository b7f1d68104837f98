#nullable disable
using System.Buffers.Binary;
using FellowOakDicom.IO.Buffer;

namespace FellowOakDicom;

/// <summary>Attribute Tag (AT): references to attributes.</summary>
public class DicomAttributeTag : DicomElement
{
    public DicomAttributeTag(DicomTag tag, params DicomTag[] values)
        : base(tag, Write(values))
    {
    }

    public DicomAttributeTag(DicomTag tag, IByteBuffer data)
        : base(tag, data)
    {
    }

    public override int Count => (int)(Buffer.Size / 4);

    public override DicomVR ValueRepresentation => DicomVR.AT;

    public IEnumerable<DicomTag> Values => Read();

    public override T Get<T>(int item = -1)
    {
        if (typeof(T) == typeof(DicomTag[]))
        {
            return (T)(object)Read();
        }

        if (typeof(T) == typeof(string[]))
        {
            return (T)(object)Array.ConvertAll(Read(), tag => tag.ToString());
        }

        var index = Math.Max(item, 0);
        CheckIndex(index);
        return typeof(T) == typeof(DicomTag) || typeof(T) == typeof(object) ? (T)(object)Read()[index]
            : typeof(T) == typeof(string) ? (T)(object)Read()[index].ToString()
            : throw CannotConvertTo<T>();
    }

    public override bool Equals(DicomElement other) =>
        other is DicomAttributeTag tags && Read().AsSpan().SequenceEqual(tags.Read());

    private static MemoryByteBuffer Write(DicomTag[] tags)
    {
        var bytes = new byte[tags.Length * 4];
        for (var i = 0; i < tags.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * 4), tags[i].Group);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan((i * 4) + 2), tags[i].Element);
        }

        return new MemoryByteBuffer(bytes);
    }

    private DicomTag[] Read()
    {
        var bytes = Buffer.Data;
        var tags = new DicomTag[bytes.Length / 4];
        for (var i = 0; i < tags.Length; i++)
        {
            tags[i] = new DicomTag(
                BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(i * 4)),
                BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan((i * 4) + 2)));
        }

        return tags;
    }
}
