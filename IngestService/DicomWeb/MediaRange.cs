using System.Globalization;

namespace Voxmark.IngestService.DicomWeb;

/// <summary>
/// A media type with parameters, of a Content-Type or one of an Accept header. Read leniently: DICOMweb clients send
/// <c>type=application/dicom</c> without the quotes that RFC 9110 asks for.
/// </summary>
internal sealed record MediaRange(string Type, IReadOnlyDictionary<string, string> Parameters)
{
    public const string Json = "application/dicom+json";
    public const string Dicom = "application/dicom";
    public const string OctetStream = "application/octet-stream";
    public const string Multipart = "multipart/related";

    /// <summary>Of the parts, where this is a multipart type.</summary>
    public string? PartType => Parameter("type")?.ToLowerInvariant();

    public string? TransferSyntax => Parameter("transfer-syntax");

    private double Quality =>
        double.TryParse(Parameter("q"), NumberStyles.Float, CultureInfo.InvariantCulture, out var quality) ? quality : 1;

    public string? Parameter(string name) => Parameters.GetValueOrDefault(name);

    /// <returns>Null where the text has no media type.</returns>
    public static MediaRange? Parse(string? text)
    {
        var pieces = Split(text ?? "", ';').Select(piece => piece.Trim()).ToList();
        if (!pieces[0].Contains('/', StringComparison.Ordinal))
            return null;
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var piece in pieces.Skip(1))
        {
            var equals = piece.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                parameters[piece[..equals].Trim()] = Unquoted(piece[(equals + 1)..].Trim());
        }

        return new(pieces[0].ToLowerInvariant(), parameters);
    }

    /// <summary>What a request accepts, best first; <c>accept</c> in the query goes before the header (PS3.18 §8.3.3).
    /// Without either, anything.</summary>
    public static IReadOnlyList<MediaRange> AcceptedBy(HttpRequest request)
    {
        var query = request.Query["accept"].ToString();
        var accept = query.Length > 0 ? query : request.Headers.Accept.ToString();
        var ranges = Split(accept, ',').Select(Parse).OfType<MediaRange>().Where(range => range.Quality > 0);
        return [.. ranges.DefaultIfEmpty(Parse("*/*")!).OrderByDescending(range => range.Quality)];
    }

    private static string Unquoted(string value) =>
        value is ['"', .., '"'] ? value[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal) : value;

    /// <summary>At separators outside of quotes.</summary>
    private static IEnumerable<string> Split(string text, char separator)
    {
        var (start, isQuoted) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
                isQuoted = !isQuoted;
            else if (text[i] == separator && !isQuoted)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }
}
