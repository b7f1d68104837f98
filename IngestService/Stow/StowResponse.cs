using System.Text.Json;
using Voxmark.IngestService.DicomWeb;

namespace Voxmark.IngestService.Stow;

/// <summary>The answer to a store: which instances are stored and which are not (PS3.18 §10.5.3, table 10.5.3-1).</summary>
internal static class StowResponse
{
    private const string RetrieveUrl = "00081190";
    private const string Failed = "00081198";
    private const string Referenced = "00081199";
    private const string OtherFailures = "0008119A";

    /// <summary>All stored: 200; some: 202; none: 409.</summary>
    public static int Status(IReadOnlyList<StowOutcome> outcomes) =>
        outcomes.All(o => o.Failure is null) ? StatusCodes.Status200OK
        : outcomes.Any(o => o.Failure is null) ? StatusCodes.Status202Accepted
        : StatusCodes.Status409Conflict;

    public static async Task WriteAsync(HttpContext context, IReadOnlyList<StowOutcome> outcomes)
    {
        context.Response.StatusCode = Status(outcomes);
        context.Response.ContentType = MediaRange.Json;
        var origin = DicomWebAddress.Origin(context.Request);
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        writer.WriteStartObject();
        var studies = outcomes.Where(o => o.Failure is null).Select(o => o.Header!.StudyInstanceUid).Distinct().ToList();
        if (studies.Count == 1)
            WriteValue(writer, RetrieveUrl, "UR", origin + DicomWebAddress.Study(studies[0]));
        WriteSequence(writer, Failed, outcomes.Where(o => o is { Failure: not null, Header: not null }), origin);
        WriteSequence(writer, Referenced, outcomes.Where(o => o.Failure is null), origin);
        WriteSequence(writer, OtherFailures, outcomes.Where(o => o.Header is null), origin);
        writer.WriteEndObject();
    }

    private static void WriteSequence(Utf8JsonWriter writer, string tag, IEnumerable<StowOutcome> outcomes, string origin)
    {
        var items = outcomes.ToList();
        if (items.Count == 0)
            return;
        writer.WriteStartObject(tag);
        writer.WriteString("vr", "SQ");
        writer.WriteStartArray("Value");
        foreach (var item in items)
            WriteItem(writer, item, origin);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteItem(Utf8JsonWriter writer, StowOutcome outcome, string origin)
    {
        writer.WriteStartObject();
        if (outcome.Failure is not null)
            WriteValue(writer, "00000902", "LO", outcome.Reason); // Error Comment, as others send it
        if (outcome.Header is { } header)
        {
            WriteValue(writer, "00081150", "UI", header.SopClassUid);
            WriteValue(writer, "00081155", "UI", header.SopInstanceUid);
            if (outcome.Failure is null)
                WriteValue(writer, RetrieveUrl, "UR", origin + DicomWebAddress.Instance(
                    header.StudyInstanceUid, header.SeriesInstanceUid, header.SopInstanceUid));
        }

        if (outcome.Failure is { } failure)
        {
            writer.WriteStartObject("00081197");
            writer.WriteString("vr", "US");
            writer.WriteStartArray("Value");
            writer.WriteNumberValue(failure);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, string tag, string vr, string? value)
    {
        writer.WriteStartObject(tag);
        writer.WriteString("vr", vr);
        writer.WriteStartArray("Value");
        writer.WriteStringValue(value);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
