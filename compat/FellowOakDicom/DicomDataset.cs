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
}
