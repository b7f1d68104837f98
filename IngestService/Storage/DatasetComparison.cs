using System.Security.Cryptography;
using FellowOakDicom;
using FellowOakDicom.IO.Buffer;

namespace Voxmark.IngestService.Storage;

/// <summary>Whether two files hold the same data set: the same elements with the same values, whatever their file meta
/// information, byte order, VR encoding, group lengths and what pads their texts.</summary>
internal static class DatasetComparison
{
    public static bool AreEqual(string path, string otherPath)
    {
        try
        {
            var file = DicomFile.Open(path, FileReadOption.ReadLargeOnDemand);
            var other = DicomFile.Open(otherPath, FileReadOption.ReadLargeOnDemand);
            return !file.IsPartial && !other.IsPartial && HasSamePixelEncoding(file, other) && AreEqual(file.Dataset, other.Dataset);
        }
        catch (DicomException)
        {
            return false;
        }
    }

    private static bool HasSamePixelEncoding(DicomFile file, DicomFile other)
    {
        var (syntax, otherSyntax) = (file.Dataset.InternalTransferSyntax, other.Dataset.InternalTransferSyntax);
        return syntax == otherSyntax || (!syntax.IsEncapsulated && !otherSyntax.IsEncapsulated);
    }

    private static bool AreEqual(DicomDataset dataset, DicomDataset other)
    {
        var items = dataset.Where(IsContent).ToList();
        var others = other.Where(IsContent).ToList();
        return items.Count == others.Count && items.Zip(others).All(pair => AreEqual(pair.First, pair.Second));

        static bool IsContent(DicomItem item) => item.Tag.Element != 0;
    }

    private static bool AreEqual(DicomItem item, DicomItem other) => item.Tag == other.Tag && (item, other) switch
    {
        (DicomStringElement a, DicomStringElement b) => Unpadded(a).SequenceEqual(Unpadded(b)),
        (DicomElement a, DicomElement b) => AreEqual(a.Buffer, b.Buffer),
        (DicomSequence a, DicomSequence b) =>
            a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(pair => AreEqual(pair.First, pair.Second)),
        (DicomFragmentSequence a, DicomFragmentSequence b) =>
            a.Fragments.Count == b.Fragments.Count && a.Fragments.Zip(b.Fragments).All(pair => AreEqual(pair.First, pair.Second)),
        _ => false,
    };

    /// <summary>Spaces at the end of a text, zeros at the end of a UID, are padding that a writer may drop (PS3.5 §6.2).</summary>
    private static ReadOnlySpan<byte> Unpadded(DicomStringElement element) => element.Buffer.Data.AsSpan().TrimEnd(" \0"u8);

    private static bool AreEqual(IByteBuffer buffer, IByteBuffer other) =>
        buffer.Size == other.Size && Hash(buffer).AsSpan().SequenceEqual(Hash(other));

    private static byte[] Hash(IByteBuffer buffer)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
            buffer.CopyToStream(stream);
        return hash.Hash!;
    }
}
