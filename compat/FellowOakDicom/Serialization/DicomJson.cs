#nullable disable
using System.Text.Json;

namespace FellowOakDicom.Serialization;

/// <summary>The DICOM JSON model (PS3.18 annex F) as text.</summary>
public static class DicomJson
{
    /// <param name="writeTagsAsKeywords">Keywords in place of tags, which other programs do not understand.</param>
    /// <exception cref="FormatException">A number is none; see <paramref name="numberSerializationMode"/>.</exception>
    public static string ConvertDicomToJson(
        DicomDataset dataset, bool writeTagsAsKeywords = false, bool formatIndented = false,
        NumberSerializationMode numberSerializationMode = NumberSerializationMode.AsNumber) =>
        JsonSerializer.Serialize(dataset, Writing(writeTagsAsKeywords, formatIndented, numberSerializationMode));

    /// <param name="writeTagsAsKeywords">Keywords in place of tags, which other programs do not understand.</param>
    /// <exception cref="FormatException">A number is none.</exception>
    public static string ConvertDicomToJson(
        IEnumerable<DicomDataset> dataset, bool writeTagsAsKeywords = false, bool formatIndented = false) =>
        JsonSerializer.Serialize(dataset, Writing(writeTagsAsKeywords, formatIndented, NumberSerializationMode.AsNumber));

    /// <param name="autoValidate">Values must be allowed by their VR.</param>
    /// <exception cref="JsonException">The text is no DICOM JSON.</exception>
    public static DicomDataset ConvertJsonToDicom(string json, bool autoValidate = true) =>
        JsonSerializer.Deserialize<DicomDataset>(json, Reading(autoValidate));

    /// <inheritdoc cref="ConvertJsonToDicom"/>
    public static DicomDataset[] ConvertJsonToDicomArray(string json) =>
        JsonSerializer.Deserialize<DicomDataset[]>(json, Reading(autoValidate: true));

    // Options hold what was learnt about types, so those that are always the same are made once.
    private static readonly JsonSerializerOptions Validating = Make(new DicomJsonConverter());
    private static readonly JsonSerializerOptions NotValidating = Make(new DicomJsonConverter(autoValidate: false));

    private static JsonSerializerOptions Reading(bool autoValidate) => autoValidate ? Validating : NotValidating;

    private static JsonSerializerOptions Writing(bool asKeywords, bool indented, NumberSerializationMode numbers)
    {
        var options = Make(new DicomJsonConverter(asKeywords, numberSerializationMode: numbers));
        options.WriteIndented = indented;
        return options;
    }

    private static JsonSerializerOptions Make(DicomJsonConverter converter) => new()
    {
        Converters = { converter },
        ReadCommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 256,
    };
}
