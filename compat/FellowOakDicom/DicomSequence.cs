#nullable disable
using System.Collections;

namespace FellowOakDicom;

/// <summary>A sequence of items, each of them a data set (VR SQ).</summary>
public class DicomSequence : DicomItem, IEnumerable<DicomDataset>
{
    public DicomSequence(DicomTag tag, params DicomDataset[] items)
        : base(tag)
    {
        Items = new List<DicomDataset>(items);
    }

    public override DicomVR ValueRepresentation => DicomVR.SQ;

    public IList<DicomDataset> Items { get; }

    public IEnumerator<DicomDataset> GetEnumerator() => Items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override void Validate()
    {
        foreach (var item in Items)
        {
            item?.Validate();
        }
    }
}
