using System.Text.Json;
using FellowOakDicom;
using FellowOakDicom.Serialization;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.IngestService.DicomWeb;

/// <summary>Answers in the DICOM JSON model.</summary>
internal static class DicomJsonResult
{
    /// <summary>Writes data sets; a number that is none comes as the text it is.</summary>
    public static DicomJsonConverter Converter { get; } =
        new(numberSerializationMode: NumberSerializationMode.PreferablyAsNumber);

    private static readonly JsonSerializerOptions Unused = new();

    public static void Write(Utf8JsonWriter writer, DicomDataset dataset) => Converter.Write(writer, dataset, Unused);

    /// <returns>Why the client cannot have JSON; null when it can.</returns>
    public static IResult? Refusal(HttpRequest request) =>
        MediaRange.AcceptedBy(request).Any(range => range.Type is "*/*" or "application/*" or "application/json" or MediaRange.Json)
            ? null
            : Problem.Of(
                StatusCodes.Status406NotAcceptable, ProblemTypes.NotAcceptable, "Not in that format",
                "This answer exists as application/dicom+json only. Say so in Accept.");
}
