using System.Globalization;
using System.Text.Json;
using Npgsql;
using Voxmark.IngestService.DicomWeb;

namespace Voxmark.IngestService.Qido;

/// <summary>One answer, as the database has it.</summary>
/// <param name="fields">Null where the index has all that is asked for; its file's key is the column after the attributes.</param>
internal readonly struct QidoRow(IReadOnlyList<QidoAttribute> attributes, QidoFields? fields, NpgsqlDataReader reader)
{
    private static readonly string[] NameGroups = ["Alphabetic", "Ideographic", "Phonetic"];

    /// <summary>Writes it in the DICOM JSON model: what is not known is absent.</summary>
    public async ValueTask WriteToAsync(Utf8JsonWriter writer, string origin)
    {
        string? study = null, series = null, instance = null;
        writer.WriteStartObject();
        WriteText(writer, "00080005", "CS", "ISO_IR 192");
        for (var i = 0; i < attributes.Count; i++)
        {
            if (reader.IsDBNull(i))
                continue;
            var (attribute, value) = (attributes[i], reader.GetValue(i));
            WriteValue(writer, attribute, value);
            _ = attribute.Key switch
            {
                "0020000D" => study = (string)value,
                "0020000E" => series = (string)value,
                "00080018" => instance = (string)value,
                _ => null,
            };
        }

        if (fields is not null && !reader.IsDBNull(attributes.Count))
            await fields.WriteToAsync(writer, reader.GetString(attributes.Count));
        WriteText(writer, "00080056", "CS", "ONLINE");
        WriteText(writer, "00081190", "UR", origin + (instance is not null ? DicomWebAddress.Instance(study!, series!, instance)
            : series is not null ? DicomWebAddress.Series(study!, series) : DicomWebAddress.Study(study!)));
        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, QidoAttribute attribute, object value)
    {
        writer.WriteStartObject(attribute.Key);
        writer.WriteString("vr", attribute.Vr);
        writer.WriteStartArray("Value");
        switch (value)
        {
            case int number:
                writer.WriteNumberValue(number);
                break;
            case DateOnly date:
                writer.WriteStringValue(date.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
                break;
            case string[] texts:
                foreach (var text in texts)
                    writer.WriteStringValue(text);
                break;
            case string name when attribute.Vr == "PN":
                foreach (var one in name.Split('\\'))
                    WriteName(writer, one);
                break;
            case string text:
                foreach (var one in text.Split('\\'))
                    writer.WriteStringValue(one);
                break;
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteName(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject();
        foreach (var (group, text) in NameGroups.Zip(name.Split('=')))
            if (text.Length > 0)
                writer.WriteString(group, text);
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string key, string vr, string text)
    {
        writer.WriteStartObject(key);
        writer.WriteString("vr", vr);
        writer.WriteStartArray("Value");
        writer.WriteStringValue(text);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
