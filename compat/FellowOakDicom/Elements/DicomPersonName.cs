#nullable disable
using System.Text;
using FellowOakDicom.IO.Buffer;

namespace FellowOakDicom;

/// <summary>
/// Person Name (PN): up to three groups (alphabetic=ideographic=phonetic) of five components
/// (family^given^middle^prefix^suffix). The properties are those of the first group of the first name.
/// </summary>
public sealed class DicomPersonName : DicomMultiStringElement
{
    public DicomPersonName(DicomTag tag, params string[] values)
        : base(tag, values)
    {
    }

    public DicomPersonName(
        DicomTag tag, string Last, string First, string Middle = null, string Prefix = null, string Suffix = null)
        : base(tag, string.Join('^', Last, First, Middle, Prefix, Suffix).TrimEnd('^'))
    {
    }

    public DicomPersonName(DicomTag tag, Encoding[] encodings, IByteBuffer data)
        : base(tag, encodings, data)
    {
    }

    public override DicomVR ValueRepresentation => DicomVR.PN;

    public string Last => Component(0);

    public string First => Component(1);

    public string Middle => Component(2);

    public string Prefix => Component(3);

    public string Suffix => Component(4);

    private string Component(int index)
    {
        var components = StringValue.Split('\\', 2)[0].Split('=', 2)[0].Split('^');
        return index < components.Length ? components[index] : "";
    }
}
