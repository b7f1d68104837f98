#nullable disable
using FellowOakDicom.IO.Buffer;

namespace FellowOakDicom;

/// <summary>Unique Identifier (UI).</summary>
public class DicomUniqueIdentifier : DicomMultiStringElement
{
    private DicomUID[] _uids;

    public DicomUniqueIdentifier(DicomTag tag, params string[] values)
        : base(tag, values)
    {
    }

    public DicomUniqueIdentifier(DicomTag tag, params DicomUID[] values)
        : base(tag, Array.ConvertAll(values, uid => uid.UID))
    {
    }

    public DicomUniqueIdentifier(DicomTag tag, params DicomTransferSyntax[] values)
        : base(tag, Array.ConvertAll(values, syntax => syntax.UID.UID))
    {
    }

    public DicomUniqueIdentifier(DicomTag tag, IByteBuffer data)
        : base(tag, null, data)
    {
    }

    public override DicomVR ValueRepresentation => DicomVR.UI;

    public override T Get<T>(int item = -1)
    {
        if (typeof(T) == typeof(DicomUID[]) || typeof(T) == typeof(object[]))
        {
            return (T)(object)Uids;
        }

        if (typeof(T) == typeof(DicomTransferSyntax[]))
        {
            return (T)(object)Array.ConvertAll(Values, DicomTransferSyntax.Parse);
        }

        if (typeof(T) == typeof(DicomUID) || typeof(T) == typeof(DicomTransferSyntax) || typeof(T) == typeof(object))
        {
            var index = Math.Max(item, 0);
            CheckIndex(index);
            return typeof(T) == typeof(DicomTransferSyntax)
                ? (T)(object)DicomTransferSyntax.Parse(Values[index])
                : (T)(object)Uids[index];
        }

        return base.Get<T>(item);
    }

    private DicomUID[] Uids => _uids ??= Array.ConvertAll(Values, text => DicomUID.Parse(text));
}
