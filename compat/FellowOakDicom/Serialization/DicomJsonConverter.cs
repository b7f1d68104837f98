#nullable disable
using System.Text.Json;
using System.Text.Json.Serialization;
using FellowOakDicom.IO.Buffer;

namespace FellowOakDicom.Serialization;

/// <summary>
/// Data sets in the DICOM JSON model (PS3.18 annex F). Depth is bounded by the writer's and the reader's own limits:
/// each sequence takes three levels. Compressed pixel data has no place in the model.
/// </summary>
public class DicomJsonConverter : JsonConverter<DicomDataset>
{
    private readonly bool _writeTagsAsKeywords;
    private readonly bool _autoValidate;
    private readonly NumberSerializationMode _numbers;

    public DicomJsonConverter(
        bool writeTagsAsKeywords = false, bool autoValidate = true,
        NumberSerializationMode numberSerializationMode = NumberSerializationMode.AsNumber)
    {
        _writeTagsAsKeywords = writeTagsAsKeywords;
        _autoValidate = autoValidate;
        _numbers = numberSerializationMode;
    }

    /// <summary>Adds each attribute's keyword beside its VR: not in the standard.</summary>
    public bool WriteKeyword { get; set; }

    /// <summary>Adds each attribute's name beside its VR: not in the standard.</summary>
    public bool WriteName { get; set; }

    public override bool CanConvert(Type typeToConvert) => typeof(DicomDataset).IsAssignableFrom(typeToConvert);

    public override void Write(Utf8JsonWriter writer, DicomDataset value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        foreach (var item in value)
        {
            // Group lengths are not part of the model.
            if (item.Tag.Element != 0)
            {
                WriteItem(writer, item, options);
            }
        }

        writer.WriteEndObject();
    }

    public override DicomDataset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // A parsed document knows its members in any order: "vr" need not be the first.
        using var document = JsonDocument.ParseValue(ref reader);
        return new JsonItemReader(_autoValidate, CreateBulkDataUriByteBuffer).Dataset(document.RootElement);
    }

    /// <summary>For derived classes that know how to fetch bulk data.</summary>
    protected virtual IBulkDataUriByteBuffer CreateBulkDataUriByteBuffer(string bulkDataUri) =>
        new BulkDataUriByteBuffer(bulkDataUri);

    private void WriteItem(Utf8JsonWriter writer, DicomItem item, JsonSerializerOptions options)
    {
        var entry = item.Tag.DictionaryEntry;
        var isKnown = !string.IsNullOrWhiteSpace(entry.Keyword) && entry.MaskTag is null or { Mask: 0xffffffff }
            && entry != DicomDictionary.UnknownTag;
        writer.WriteStartObject(
            _writeTagsAsKeywords && isKnown ? entry.Keyword : item.Tag.ToString("J", null));
        writer.WriteString("vr", item.ValueRepresentation.Code);
        if (item is DicomSequence sequence)
        {
            WriteSequence(writer, sequence, options);
        }
        else
        {
            JsonItemWriter.WriteValues(writer, (DicomElement)item, _numbers);
        }

        if (WriteKeyword && isKnown)
        {
            writer.WriteString("keyword", entry.Keyword);
        }

        if (WriteName && isKnown)
        {
            writer.WriteString("name", entry.Name);
        }

        writer.WriteEndObject();
    }

    private void WriteSequence(Utf8JsonWriter writer, DicomSequence sequence, JsonSerializerOptions options)
    {
        if (sequence.Items.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("Value");
        foreach (var item in sequence.Items)
        {
            Write(writer, item, options);
        }

        writer.WriteEndArray();
    }
}
