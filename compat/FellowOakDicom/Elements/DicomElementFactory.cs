#nullable disable
using System.Globalization;
using System.Text;
using FellowOakDicom.IO.Buffer;

namespace FellowOakDicom;

/// <summary>Makes the element of the class that belongs to a VR.</summary>
internal static class DicomElementFactory
{
    /// <summary>An element as it was read.</summary>
    public static DicomElement FromBuffer(DicomVR vr, DicomTag tag, Encoding[] encodings, IByteBuffer data) => vr.Code switch
    {
        "AE" => new DicomApplicationEntity(tag, data),
        "AS" => new DicomAgeString(tag, data),
        "AT" => new DicomAttributeTag(tag, data),
        "CS" => new DicomCodeString(tag, data),
        "DA" => new DicomDate(tag, data),
        "DS" => new DicomDecimalString(tag, data),
        "DT" => new DicomDateTime(tag, data),
        "FD" => new DicomFloatingPointDouble(tag, data),
        "FL" => new DicomFloatingPointSingle(tag, data),
        "IS" => new DicomIntegerString(tag, data),
        "LO" => new DicomLongString(tag, encodings, data),
        "LT" => new DicomLongText(tag, encodings, data),
        "OB" => new DicomOtherByte(tag, data),
        "OD" => new DicomOtherDouble(tag, data),
        "OF" => new DicomOtherFloat(tag, data),
        "OL" => new DicomOtherLong(tag, data),
        "OV" => new DicomOtherVeryLong(tag, data),
        "OW" => new DicomOtherWord(tag, data),
        "PN" => new DicomPersonName(tag, encodings, data),
        "SH" => new DicomShortString(tag, encodings, data),
        "SL" => new DicomSignedLong(tag, data),
        "SS" => new DicomSignedShort(tag, data),
        "ST" => new DicomShortText(tag, encodings, data),
        "SV" => new DicomSignedVeryLong(tag, data),
        "TM" => new DicomTime(tag, data),
        "UC" => new DicomUnlimitedCharacters(tag, encodings, data),
        "UI" => new DicomUniqueIdentifier(tag, data),
        "UL" => new DicomUnsignedLong(tag, data),
        "UR" => new DicomUniversalResource(tag, encodings, data),
        "US" => new DicomUnsignedShort(tag, data),
        "UT" => new DicomUnlimitedText(tag, encodings, data),
        "UV" => new DicomUnsignedVeryLong(tag, data),
        _ => new DicomUnknown(tag, data),
    };

    /// <summary>An element with these values; empty where they are null.</summary>
    /// <exception cref="InvalidOperationException">The VR cannot have values of this type.</exception>
    public static DicomItem FromValues<T>(DicomVR vr, DicomTag tag, T[] values)
    {
        if (vr == DicomVR.SQ)
        {
            return values is null ? new DicomSequence(tag)
                : values is DicomDataset[] items ? new DicomSequence(tag, items)
                : throw Unsuitable<T>(vr);
        }

        if (values is null)
        {
            return FromBuffer(vr, tag, DicomEncoding.DefaultArray, EmptyBuffer.Value);
        }

        if (values is IByteBuffer[] { Length: 1 } buffers && vr.Code[0] is 'O' or 'U' && !vr.IsString)
        {
            return FromBuffer(vr, tag, DicomEncoding.DefaultArray, ((IByteBuffer[])(object)values)[0]);
        }

        return (values is string[] text ? FromText(vr, tag, text)
            : IsReinterpreted<T>(vr) ? null
            : FromOther(vr, tag, values)) ?? throw Unsuitable<T>(vr);
    }

    private static DicomItem FromText(DicomVR vr, DicomTag tag, string[] text) => vr.Code switch
    {
        "AE" => new DicomApplicationEntity(tag, text),
        "AS" => new DicomAgeString(tag, text),
        "AT" => new DicomAttributeTag(tag, Parsed(text, DicomTag.Parse)),
        "CS" => new DicomCodeString(tag, text),
        "DA" => new DicomDate(tag, text),
        "DS" => new DicomDecimalString(tag, text),
        "DT" => new DicomDateTime(tag, text),
        "FD" => new DicomFloatingPointDouble(tag, Parsed(text, Number<double>)),
        "FL" => new DicomFloatingPointSingle(tag, Parsed(text, Number<float>)),
        "IS" => new DicomIntegerString(tag, text),
        "LO" => new DicomLongString(tag, text),
        "LT" => new DicomLongText(tag, text.FirstOrDefault()),
        "PN" => new DicomPersonName(tag, text),
        "SH" => new DicomShortString(tag, text),
        "SL" => new DicomSignedLong(tag, Parsed(text, Number<int>)),
        "SS" => new DicomSignedShort(tag, Parsed(text, Number<short>)),
        "ST" => new DicomShortText(tag, text.FirstOrDefault()),
        "SV" => new DicomSignedVeryLong(tag, Parsed(text, Number<long>)),
        "TM" => new DicomTime(tag, text),
        "UC" => new DicomUnlimitedCharacters(tag, text),
        "UI" => new DicomUniqueIdentifier(tag, text),
        "UL" => new DicomUnsignedLong(tag, Parsed(text, Number<uint>)),
        "UR" => new DicomUniversalResource(tag, text.FirstOrDefault()),
        "US" => new DicomUnsignedShort(tag, Parsed(text, Number<ushort>)),
        "UT" => new DicomUnlimitedText(tag, text.FirstOrDefault()),
        "UV" => new DicomUnsignedVeryLong(tag, Parsed(text, Number<ulong>)),
        _ => null,
    };

    private static DicomItem FromOther<T>(DicomVR vr, DicomTag tag, T[] values) => (vr.Code, (object)values) switch
    {
        ("AT", DicomTag[] tags) => new DicomAttributeTag(tag, tags),
        ("CS", _) when typeof(T).IsEnum =>
            new DicomCodeString(tag, Array.ConvertAll(values, value => value.ToString().ToUpperInvariant())),
        ("DA", DateTime[] dates) => new DicomDate(tag, dates),
        ("DA", DicomDateRange[] ranges) => new DicomDate(tag, ranges[0]),
        ("DS", decimal[] numbers) => new DicomDecimalString(tag, numbers),
        ("DS", double[] numbers) => new DicomDecimalString(tag, Array.ConvertAll(numbers, Convert.ToDecimal)),
        ("DS", float[] numbers) => new DicomDecimalString(tag, Array.ConvertAll(numbers, Convert.ToDecimal)),
        ("DT", DateTime[] dates) => new DicomDateTime(tag, dates),
        ("DT", DicomDateRange[] ranges) => new DicomDateTime(tag, ranges[0]),
        ("FD", double[] numbers) => new DicomFloatingPointDouble(tag, numbers),
        ("FD", float[] numbers) => new DicomFloatingPointDouble(tag, Array.ConvertAll(numbers, Convert.ToDouble)),
        ("FL", float[] numbers) => new DicomFloatingPointSingle(tag, numbers),
        ("FL", double[] numbers) => new DicomFloatingPointSingle(tag, Array.ConvertAll(numbers, Convert.ToSingle)),
        ("IS", int[] numbers) => new DicomIntegerString(tag, numbers),
        ("OB", byte[] bytes) => new DicomOtherByte(tag, bytes),
        ("OD", double[] numbers) => new DicomOtherDouble(tag, numbers),
        ("OF", float[] numbers) => new DicomOtherFloat(tag, numbers),
        ("OL", uint[] numbers) => new DicomOtherLong(tag, numbers),
        ("OV", ulong[] numbers) => new DicomOtherVeryLong(tag, numbers),
        ("OW", ushort[] numbers) => new DicomOtherWord(tag, numbers),
        ("SL", int[] numbers) => new DicomSignedLong(tag, numbers),
        ("SS", short[] numbers) => new DicomSignedShort(tag, numbers),
        ("SV", long[] numbers) => new DicomSignedVeryLong(tag, numbers),
        ("TM", DateTime[] dates) => new DicomTime(tag, dates),
        ("TM", DicomDateRange[] ranges) => new DicomTime(tag, ranges[0]),
        ("UI", DicomUID[] uids) => new DicomUniqueIdentifier(tag, uids),
        ("UI", DicomTransferSyntax[] syntaxes) => new DicomUniqueIdentifier(tag, syntaxes),
        ("UL", uint[] numbers) => new DicomUnsignedLong(tag, numbers),
        ("UN", byte[] bytes) => new DicomUnknown(tag, bytes),
        ("US", ushort[] numbers) => new DicomUnsignedShort(tag, numbers),
        ("UV", ulong[] numbers) => new DicomUnsignedVeryLong(tag, numbers),
        _ => null,
    };

    /// <summary>To the runtime uint[] is int[] too: -1 must not become 4294967295 that way.</summary>
    private static bool IsReinterpreted<T>(DicomVR vr) =>
        typeof(T) != vr.ValueType && typeof(T).IsPrimitive && vr.ValueType.IsPrimitive
        && !(typeof(T) == typeof(float) && vr == DicomVR.FD) && !(typeof(T) == typeof(double) && vr == DicomVR.FL);

    /// <summary>One text may hold several numbers, joined by backslashes.</summary>
    private static TValue[] Parsed<TValue>(string[] text, Func<string, TValue> parse) =>
        [.. text.SelectMany(value => value.Split('\\')).Where(value => !string.IsNullOrWhiteSpace(value)).Select(parse)];

    private static TNumber Number<TNumber>(string text)
        where TNumber : IParsable<TNumber> => TNumber.Parse(text, CultureInfo.InvariantCulture);

    private static InvalidOperationException Unsuitable<T>(DicomVR vr) =>
        new($"Unable to create DICOM element of type {vr.Code} with values of type {typeof(T)}");
}
