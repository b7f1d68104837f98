using System.Globalization;
using System.Text;
using System.Text.Json;
using FellowOakDicom.IO.Buffer;

namespace FellowOakDicom.Serialization;

/// <summary>Data sets out of parsed JSON.</summary>
internal sealed class JsonItemReader(bool validate, Func<string, IBulkDataUriByteBuffer> bulk)
{
    private static readonly Encoding[] Utf8 = [Encoding.UTF8];

    /// <exception cref="JsonException">It is no DICOM JSON.</exception>
    public DicomDataset? Dataset(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        Expect(json, JsonValueKind.Object, "a data set");
        var dataset = validate ? new DicomDataset() : new DicomDataset().NotValidated();
        foreach (var member in json.EnumerateObject())
        {
            dataset.AddOrUpdate(Item(TagOf(member.Name), member.Value));
        }

        return dataset;
    }

    private static DicomTag TagOf(string name)
    {
        if (name.Length == 8 && uint.TryParse(name, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        try
        {
            return DicomDictionary.Default[name] ?? throw new JsonException($"'{name}' is no DICOM attribute.");
        }
        catch (DicomDataException)
        {
            throw new JsonException($"'{name}' is no DICOM attribute.");
        }
    }

    private DicomItem Item(DicomTag tag, JsonElement json)
    {
        Expect(json, JsonValueKind.Object, "an attribute");
        if (!json.TryGetProperty("vr", out var code) || code.ValueKind != JsonValueKind.String
            || !DicomVR.TryParse(code.GetString(), out var vr) || vr == DicomVR.NONE)
        {
            throw new JsonException($"The attribute {tag} has no known \"vr\".");
        }

        if (json.TryGetProperty("BulkDataURI", out var uri) && uri.ValueKind == JsonValueKind.String)
        {
            return DicomElementFactory.FromBuffer(vr, tag, Utf8, bulk(uri.GetString()!));
        }

        if (json.TryGetProperty("InlineBinary", out var binary))
        {
            return DicomElementFactory.FromBuffer(vr, tag, Utf8, new MemoryByteBuffer(Bytes(tag, binary)));
        }

        json.TryGetProperty("Value", out var values);
        return vr == DicomVR.SQ ? new DicomSequence(tag, Items(values)) : Element(vr, tag, values);
    }

    private static byte[] Bytes(DicomTag tag, JsonElement json) =>
        json.ValueKind == JsonValueKind.String && json.TryGetBytesFromBase64(out var bytes)
            ? bytes
            : throw new JsonException($"The binary value of {tag} is no base64 text.");

    private DicomDataset[] Items(JsonElement values) =>
        values.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? []
            : [.. Array(values).EnumerateArray().Select(item => Dataset(item) ?? new DicomDataset())];

    private static DicomItem Element(DicomVR vr, DicomTag tag, JsonElement values)
    {
        string[] texts = values.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? []
            : [.. Array(values).EnumerateArray().Select(value => Text(vr, tag, value))];
        try
        {
            return texts.Length == 0
                ? DicomElementFactory.FromBuffer(vr, tag, Utf8, EmptyBuffer.Value)
                : DicomElementFactory.FromValues(vr, tag, texts);
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidOperationException or DicomDataException)
        {
            throw new JsonException($"A value of {tag} does not suit its VR {vr.Code}.", e);
        }
    }

    private static string Text(DicomVR vr, DicomTag tag, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number when vr == DicomVR.DS => DecimalString(value),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Object when vr == DicomVR.PN => Name(value),
        _ => throw new JsonException($"A value of {tag} does not suit its VR {vr.Code}."),
    };

    /// <summary>As it was written, where that fits into 16 characters.</summary>
    private static string DecimalString(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 16 ? text
            : value.TryGetDecimal(out var number) ? DicomDecimalString.ToDecimalString(number)
            : value.GetDouble().ToString("G10", CultureInfo.InvariantCulture);
    }

    private static string Name(JsonElement name)
    {
        return string.Join('=', Group("Alphabetic"), Group("Ideographic"), Group("Phonetic")).TrimEnd('=');

        string Group(string group) =>
            name.TryGetProperty(group, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
    }

    private static JsonElement Array(JsonElement values)
    {
        Expect(values, JsonValueKind.Array, "\"Value\"");
        return values;
    }

    private static void Expect(JsonElement json, JsonValueKind kind, string what)
    {
        if (json.ValueKind != kind)
        {
            throw new JsonException($"Where {what} belongs there is {json.ValueKind}.");
        }
    }
}
