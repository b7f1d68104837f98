#nullable disable
namespace FellowOakDicom;

// Where an item stands: in the order of the tags, a private one in its creator's block.
public partial class DicomDataset
{
    internal DicomTag GetPrivateTag(DicomTag tag, bool createTag)
    {
        // Only a creator and a last byte need a block; a whole element number has one.
        if (tag.PrivateCreator is null || !tag.IsPrivate || tag.Element is 0 or > 0xff)
        {
            return tag;
        }

        DicomTag InBlock(int block) =>
            new(tag.Group, (ushort)((block << 8) | (tag.Element & 0xff)), tag.PrivateCreator);

        var free = 0;
        for (var block = 0x10; block <= 0xff; block++)
        {
            var index = IndexOf(((uint)tag.Group << 16) | (uint)block);
            if (index < 0)
            {
                free = free == 0 ? block : free;
            }
            else if (_items[index] is DicomStringElement creator
                && creator.Get<string>() == tag.PrivateCreator.Creator)
            {
                return InBlock(block);
            }
        }

        if (!createTag || free == 0)
        {
            return null;
        }

        Put(new DicomLongString(new DicomTag(tag.Group, (ushort)free), tag.PrivateCreator.Creator), mayReplace: false);
        return InBlock(free);
    }

    private static List<DicomItem> Sorted(List<DicomItem> items)
    {
        var sorted = items.ToArray();
        var order = new ulong[sorted.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = ((ulong)sorted[i].Tag.Number << 32) | (uint)i;
        }

        Array.Sort(order, sorted);
        var kept = new List<DicomItem>(sorted.Length);
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i + 1 == sorted.Length || sorted[i].Tag.Number != sorted[i + 1].Tag.Number)
            {
                kept.Add(sorted[i]);
            }
        }

        return kept;
    }

    private static DicomItem Make<T>(DicomTag tag, T[] values)
    {
        var representations = tag.DictionaryEntry.ValueRepresentations;
        var vr = (values is null ? null : Array.Find(representations, vr => vr.ValueType == typeof(T)))
            ?? representations[0];
        return DicomElementFactory.FromValues(vr, tag, values);
    }

    private DicomDataset PutAll(IEnumerable<DicomItem> items, bool mayReplace)
    {
        foreach (var item in items ?? [])
        {
            Put(item, mayReplace);
        }

        return this;
    }

    private DicomDataset Put(DicomItem item, bool mayReplace)
    {
        if (item is null)
        {
            return this;
        }

        ValidateTag(item.Tag);
        if (item.Tag.IsPrivate)
        {
            item.Tag = GetPrivateTag(item.Tag)
                ?? throw new DicomDataException($"All private blocks of group {item.Tag.Group:x4} are taken");
        }

        if (ValidateItems)
        {
            item.Validate();
        }

        var index = IndexOf(item.Tag.Number);
        if (index < 0)
        {
            _items.Insert(~index, item);
        }
        else if (mayReplace)
        {
            _items[index] = item;
        }
        else
        {
            throw new ArgumentException($"The data set contains {item.Tag} already", nameof(item));
        }

        return this;
    }

    /// <summary>The item, or null.</summary>
    private DicomItem Find(DicomTag tag)
    {
        var found = tag.PrivateCreator is null ? tag : GetPrivateTag(tag, createTag: false);
        var index = found is null ? -1 : IndexOf(found.Number);
        return index < 0 ? null : _items[index];
    }

    /// <summary>Position of a tag, or the complement of where it belongs.</summary>
    private int IndexOf(uint number)
    {
        var (low, high) = (0, _items.Count - 1);
        if (high >= 0 && _items[high].Tag.Number < number)
        {
            return ~(high + 1);
        }

        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = _items[middle].Tag.Number.CompareTo(number);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}
