#nullable disable
using System.Collections;
using System.Text;

namespace FellowOakDicom;

/// <summary>
/// A data set: items ordered by tag, each tag once. Many threads may read one while none writes.
/// Private tags are given with their creator; the data set finds, or makes, the block.
/// </summary>
public partial class DicomDataset : IEnumerable<DicomItem>
{
    private List<DicomItem> _items = [];
    private DicomTransferSyntax _syntax;

    public DicomDataset()
        : this(DicomTransferSyntax.ExplicitVRLittleEndian)
    {
    }

    public DicomDataset(DicomTransferSyntax internalTransferSyntax)
    {
        _syntax = internalTransferSyntax;
    }

    public DicomDataset(params DicomItem[] items)
        : this((IEnumerable<DicomItem>)items)
    {
    }

    public DicomDataset(IEnumerable<DicomItem> items)
        : this(items, validate: true)
    {
    }

    internal DicomDataset(IEnumerable<DicomItem> items, bool validate)
        : this()
    {
        ValidateItems = validate;
        foreach (var item in items ?? [])
        {
            // Items of a sequence are copied, so that a clone can be changed on its own.
            Put(item is DicomSequence sequence
                ? new DicomSequence(
                    sequence.Tag, [.. sequence.Where(nested => nested is not null).Select(nested => nested.Copy(validate))])
                : item, mayReplace: true);
        }

        ValidateItems = true;
    }

    /// <summary>What the data set was read in; pixel data is in this syntax.</summary>
    public DicomTransferSyntax InternalTransferSyntax
    {
        get => _syntax;
        internal set
        {
            _syntax = value;
            foreach (var item in _items.OfType<DicomSequence>().SelectMany(sequence => sequence.Items))
            {
                item.InternalTransferSyntax = value;
            }
        }
    }

    /// <summary>Items are validated when they are added.</summary>
    internal bool ValidateItems { get; set; } = true;

    /// <summary>Encodings of a data set without Specific Character Set of its own, where it came from somewhere.</summary>
    internal Encoding[] FallbackEncodings { get; set; } = DicomEncoding.DefaultArray;

    public DicomDataset Add(params DicomItem[] items) => Add((IEnumerable<DicomItem>)items);

    /// <exception cref="ArgumentException">The data set has an item with that tag already.</exception>
    public DicomDataset Add(IEnumerable<DicomItem> items) => PutAll(items, mayReplace: false);

    /// <exception cref="ArgumentException">The data set has an item with that tag already.</exception>
    public DicomDataset Add<T>(DicomTag tag, params T[] values) => Put(Make(tag, values), mayReplace: false);

    /// <exception cref="ArgumentException">The data set has an item with that tag already.</exception>
    public DicomDataset Add<T>(DicomVR vr, DicomTag tag, params T[] values) =>
        Put(DicomElementFactory.FromValues(vr, tag, values), mayReplace: false);

    public DicomDataset AddOrUpdate(params DicomItem[] items) => AddOrUpdate((IEnumerable<DicomItem>)items);

    public DicomDataset AddOrUpdate(IEnumerable<DicomItem> items) => PutAll(items, mayReplace: true);

    public DicomDataset AddOrUpdate<T>(DicomTag tag, params T[] values) => Put(Make(tag, values), mayReplace: true);

    public DicomDataset AddOrUpdate<T>(DicomVR vr, DicomTag tag, params T[] values) =>
        Put(DicomElementFactory.FromValues(vr, tag, values), mayReplace: true);

    public bool Contains(DicomTag tag) => Find(tag) is not null;

    public DicomDataset Remove(params DicomTag[] tags)
    {
        foreach (var tag in tags)
        {
            var index = GetPrivateTag(tag, createTag: false) is { } found ? IndexOf(found.Number) : -1;
            if (index >= 0)
            {
                _items.RemoveAt(index);
            }
        }

        return this;
    }

    public DicomDataset Remove(Func<DicomItem, bool> selector)
    {
        _items.RemoveAll(item => selector(item));
        return this;
    }

    public DicomDataset Clear()
    {
        _items.Clear();
        return this;
    }

    public DicomDataset CopyTo(DicomDataset destination)
    {
        destination?.AddOrUpdate(this);
        return this;
    }

    public DicomDataset CopyTo(DicomDataset destination, params DicomTag[] tags)
    {
        destination?.AddOrUpdate(tags.Select(Find));
        return this;
    }

    public DicomDataset CopyTo(DicomDataset destination, DicomMaskedTag mask)
    {
        destination?.AddOrUpdate(_items.Where(item => mask.IsMatch(item.Tag)));
        return this;
    }

    /// <exception cref="DicomValidationException">An item, at any depth, has a value that is not allowed.</exception>
    public void Validate()
    {
        foreach (var item in _items)
        {
            item.Validate();
        }
    }

    /// <summary>The tag that a private tag has in this data set, whose block is reserved where it is not yet.</summary>
    /// <returns>Null where all blocks of the group are taken.</returns>
    public DicomTag GetPrivateTag(DicomTag tag) => GetPrivateTag(tag, createTag: true);

    public IEnumerator<DicomItem> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"DICOM Dataset [{_items.Count} items]";

    /// <summary>For derived classes that do not allow every tag.</summary>
    protected virtual void ValidateTag(DicomTag tag)
    {
    }

    /// <summary>For a reader, which adds items in any order and then calls <see cref="Sort"/>.</summary>
    internal List<DicomItem> Unsorted => _items;

    /// <summary>Puts items in order; of items with the same tag the last one stays.</summary>
    internal void Sort()
    {
        for (var i = 1; i < _items.Count; i++)
        {
            if (_items[i - 1].Tag.Number >= _items[i].Tag.Number)
            {
                _items = Sorted(_items);
                return;
            }
        }
    }

    /// <summary>The encodings that text in this data set is, or is to be, written in.</summary>
    internal Encoding[] GetEncodings(Encoding[] inherited) =>
        TryGetValues(DicomTag.SpecificCharacterSet, out string[] charsets) && charsets.Length > 0
            ? DicomEncoding.GetEncodings(charsets)
            : inherited;

    internal DicomDataset Copy(bool validate) => new(_items, validate)
    {
        InternalTransferSyntax = _syntax,
        FallbackEncodings = FallbackEncodings,
    };

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
