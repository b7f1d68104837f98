using System.Buffers;
using System.Text.Json;
using FellowOakDicom;
using FellowOakDicom.Serialization;
using Voxmark.IngestService.Dicom;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.IngestService.DicomWeb;

/// <summary>Answers in the DICOM JSON model.</summary>
internal static class DicomJsonResult
{
    /// <summary>A number that is none comes as the text it is.</summary>
    private static readonly DicomJsonConverter Converter = new(numberSerializationMode: NumberSerializationMode.PreferablyAsNumber);

    private static readonly JsonSerializerOptions Unused = new();

    /// <summary>Writes a data set. The one writer of all of DICOMweb: an attribute that cannot be written is left out, and never
    /// costs the answer.</summary>
    public static void Write(Utf8JsonWriter writer, DicomDataset dataset) =>
        writer.WriteRawValue(Serialize(dataset).WrittenSpan, skipInputValidation: true);

    /// <summary>Writes the attributes of a data set into an object that is open already.</summary>
    public static void WriteAttributes(Utf8JsonWriter writer, DicomDataset dataset)
    {
        using var json = JsonDocument.Parse(Serialize(dataset).WrittenMemory, new() { MaxDepth = MaxDepth });
        foreach (var property in json.RootElement.EnumerateObject())
            property.WriteTo(writer);
    }

    private const int MaxDepth = 1000;

    private static ArrayBufferWriter<byte> Serialize(DicomDataset dataset)
    {
        if (TrySerialize(dataset) is { } whole)
            return whole;
        var readable = new DicomDataset().NotValidated();
        foreach (var item in dataset.Where(item => TrySerialize(new DicomDataset().NotValidated().AddOrUpdate(item)) is not null))
            readable.AddOrUpdate(item);
        return TrySerialize(readable)!;
    }

    private static ArrayBufferWriter<byte>? TrySerialize(DicomDataset dataset)
    {
        var body = new ArrayBufferWriter<byte>(4096);
        try
        {
            using var writer = new Utf8JsonWriter(body, new() { SkipValidation = true });
            Converter.Write(writer, dataset, Unused);
            writer.Flush();
            return body;
        }
        catch (Exception e) when (FileFaults.IsOfTheFile(e))
        {
            return null;
        }
    }

    /// <returns>Why the client cannot have JSON; null when it can.</returns>
    public static IResult? Refusal(HttpRequest request) =>
        MediaRange.AcceptedBy(request).Any(range => range.Type is "*/*" or "application/*" or "application/json" or MediaRange.Json)
            ? null
            : Problem.Of(
                StatusCodes.Status406NotAcceptable, ProblemTypes.NotAcceptable, "Not in that format",
                "This answer exists as application/dicom+json only. Say so in Accept.");
}
