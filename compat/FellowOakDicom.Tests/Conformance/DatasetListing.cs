using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FellowOakDicom;

namespace Voxmark.FellowOakDicom.Tests.Conformance;

/// <summary>One attribute as a reader sees it; reference.py says how its parts are written.</summary>
/// <param name="Digest">Of the value's bytes; empty where the reader does not give them.</param>
/// <param name="DigestAsUnknown">The same where the other reader takes the value for bytes, padding and all.</param>
internal sealed record ListedElement(string Where, string Vr, string Value, string Digest, string DigestAsUnknown = "");

/// <summary>Writes down what a file holds, in the form of reference.py.</summary>
internal static class DatasetListing
{
    private static readonly HashSet<string> Text =
        ["AE", "AS", "CS", "DA", "DS", "DT", "IS", "LO", "LT", "PN", "SH", "ST", "TM", "UC", "UI", "UR", "UT"];

    public static IReadOnlyList<ListedElement> Of(DicomFile file) =>
        [.. Of(file.FileMetaInfo, ""), .. Of(file.Dataset, "")];

    /// <summary>Padding is not part of text; odd lengths, which are not allowed, are made even.</summary>
    public static string Digest(ReadOnlySpan<byte> bytes, string vr)
    {
        byte[] value = Text.Contains(vr) ? bytes.TrimEnd("\0 "u8).ToArray() : [.. bytes, .. new byte[bytes.Length % 2]];
        return Convert.ToHexStringLower(SHA256.HashData(value));
    }

    private static IEnumerable<ListedElement> Of(DicomDataset dataset, string prefix) => dataset.SelectMany(item =>
    {
        var where = $"{prefix}{item.Tag.Group:x4},{item.Tag.Element:x4}";
        var vr = item.ValueRepresentation.Code;
        return item switch
        {
            DicomSequence sequence => sequence.Items.SelectMany((nested, index) => Of(nested, $"{where}[{index}]/"))
                .Prepend(new(where, vr, $"{sequence.Items.Count}", "")),
            DicomFragmentSequence fragments => fragments
                .Select((fragment, index) => new ListedElement($"{where}[{index}]", vr, "", Digest(fragment.Data, vr)))
                .Prepend(new(where, vr, "", Digest(MemoryMarshal.AsBytes(fragments.OffsetTable.ToArray().AsSpan()), vr))),
            DicomElement element =>
                [new(where, vr, Value(element), Digest(element.Buffer.Data, vr), Digest(element.Buffer.Data, "UN"))],
            _ => [],
        };
    });

    private static string Value(DicomElement element) => element switch
    {
        DicomDecimalString or DicomIntegerString => Join(Numbers((DicomMultiStringElement)element)),
        DicomStringElement text => text.Get<string>(),
        DicomFloatingPointSingle single =>
            Join(single.Get<float[]>().Select(number => $"{BitConverter.SingleToUInt32Bits(number):x8}")),
        DicomFloatingPointDouble number => Join(number.Get<double[]>().Select(Bits)),
        DicomAttributeTag tags => Join(tags.Get<DicomTag[]>().Select(tag => $"{tag.Group:x4},{tag.Element:x4}")),
        DicomUnsignedShort or DicomSignedShort or DicomUnsignedLong or DicomSignedLong or DicomUnsignedVeryLong
            or DicomSignedVeryLong => Join(Enumerable.Range(0, element.Count).Select(element.Get<string>)),
        _ => "",
    };

    /// <summary>What the element says the numbers are; where it refuses, each text as it is.</summary>
    private static IEnumerable<string> Numbers(DicomMultiStringElement element)
    {
        try
        {
            return element.Get<double[]>().Select(Bits);
        }
        catch (FormatException)
        {
            return element.Get<string[]>();
        }
    }

    private static string Bits(double number) => $"{BitConverter.DoubleToUInt64Bits(number):x16}";

    private static string Join(IEnumerable<string> values) => string.Join('\\', values);
}
