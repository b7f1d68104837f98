using System.Globalization;
using System.Text.Json;
using FellowOakDicom.IO.Buffer;

namespace FellowOakDicom.Serialization;

/// <summary>The values of one element: "Value", "InlineBinary", "BulkDataURI", or nothing where it is empty.</summary>
internal static class JsonItemWriter
{
    private static readonly string[] NameGroups = ["Alphabetic", "Ideographic", "Phonetic"];

    public static void WriteValues(Utf8JsonWriter writer, DicomElement element, NumberSerializationMode numbers)
    {
        if (element.Buffer is IBulkDataUriByteBuffer bulk)
        {
            writer.WriteString("BulkDataURI", bulk.BulkDataUri);
            return;
        }

        if (element.Count == 0 || element.Buffer.Size == 0)
        {
            return;
        }

        switch (element.ValueRepresentation.Code)
        {
            case "OB" or "OD" or "OF" or "OL" or "OV" or "OW" or "UN":
                writer.WriteBase64String("InlineBinary", element.Buffer.Data);
                break;
            case "PN":
                WriteArray(writer, element.Get<string[]>(), WriteName);
                break;
            case "AT":
                WriteArray(writer, element.Get<DicomTag[]>(), (w, tag) => w.WriteStringValue(tag.ToString("J", null)));
                break;
            case "FL":
                WriteArray(writer, element.Get<float[]>(), WriteFloat);
                break;
            case "FD":
                WriteArray(writer, element.Get<double[]>(), WriteDouble);
                break;
            case "SS":
                WriteArray(writer, element.Get<short[]>(), (w, value) => w.WriteNumberValue(value));
                break;
            case "US":
                WriteArray(writer, element.Get<ushort[]>(), (w, value) => w.WriteNumberValue(value));
                break;
            case "SL":
                WriteArray(writer, element.Get<int[]>(), (w, value) => w.WriteNumberValue(value));
                break;
            case "UL":
                WriteArray(writer, element.Get<uint[]>(), (w, value) => w.WriteNumberValue(value));
                break;
            case "DS" or "IS" or "SV" or "UV":
                WriteTextNumbers(writer, element, numbers);
                break;
            default:
                WriteArray(writer, element.Get<string[]>(), WriteText);
                break;
        }
    }

    private static void WriteArray<T>(Utf8JsonWriter writer, T[] values, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray("Value");
        foreach (var value in values)
        {
            write(writer, value);
        }

        writer.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter writer, string text)
    {
        if (text.Length == 0)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    /// <summary>JSON has no numbers for these; the model writes their names (PS3.18 table F.2.3-1, note).</summary>
    private static void WriteFloat(Utf8JsonWriter writer, float value)
    {
        if (float.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            WriteDouble(writer, value);
        }
    }

    private static void WriteDouble(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
    }

    private static void WriteName(Utf8JsonWriter writer, string name)
    {
        if (name.Length == 0)
        {
            writer.WriteNullValue();
            return;
        }

        var groups = name.Split('=');
        writer.WriteStartObject();
        for (var i = 0; i < Math.Min(groups.Length, NameGroups.Length); i++)
        {
            if (!string.IsNullOrWhiteSpace(groups[i]))
            {
                writer.WriteString(NameGroups[i], groups[i]);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteTextNumbers(Utf8JsonWriter writer, DicomElement element, NumberSerializationMode mode)
    {
        var isText = element is DicomStringElement;
        var texts = isText ? element.Get<string[]>()
            : element.Get<object[]>().Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)!).ToArray();
        if (mode == NumberSerializationMode.AsString)
        {
            WriteArray(writer, texts, WriteText);
            return;
        }

        var numbers = Array.ConvertAll(texts, text =>
            element.ValueRepresentation == DicomVR.IS ? JsonNumber.OfInteger(text) : JsonNumber.Of(text));
        if (Array.TrueForAll(numbers, number => number is not null))
        {
            WriteArray(writer, numbers, WriteNumber);
            return;
        }

        if (mode == NumberSerializationMode.AsNumber)
        {
            throw new FormatException($"A value of {element.Tag} is no number");
        }

        WriteArray(writer, texts, WriteText);
    }

    private static void WriteNumber(Utf8JsonWriter writer, string? number)
    {
        if (string.IsNullOrEmpty(number))
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteRawValue(number, skipInputValidation: true);
        }
    }
}
