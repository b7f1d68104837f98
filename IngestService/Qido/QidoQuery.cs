using System.Globalization;
using FellowOakDicom;

namespace Voxmark.IngestService.Qido;

/// <summary>What a search asks for (PS3.18 §8.3.4).</summary>
/// <param name="Fields">Attributes to answer that the index does not have.</param>
internal sealed record QidoQuery(
    QidoLevel Level, IReadOnlyList<(QidoAttribute Attribute, string Value)> Matches, bool IsFuzzy, int Limit, int Offset,
    IReadOnlyList<DicomTag> Fields)
{
    /// <summary>The most answers to one request, and what a request gets that names no limit.</summary>
    public const int MaxLimit = 10_000;
    public const int DefaultLimit = 1_000;

    /// <summary>Reads a query string.</summary>
    /// <param name="within">UIDs that the address names.</param>
    /// <exception cref="BadQueryException">The message is for the user.</exception>
    public static QidoQuery Parse(QidoLevel level, IQueryCollection query, params (DicomTag Tag, string? Value)[] within)
    {
        var matches = new List<(QidoAttribute, string)>();
        foreach (var (tag, value) in within)
            if (value is not null)
                matches.Add((QidoAttribute.Find(tag)!, value));

        var (isFuzzy, limit, offset) = (false, DefaultLimit, 0);
        var fields = new SortedSet<DicomTag>();
        foreach (var (name, values) in query)
            foreach (var value in values.OfType<string>().Where(value => value.Length > 0))
                switch (name.ToLowerInvariant())
                {
                    case "accept" or "charset":
                        break;
                    case "limit":
                        limit = Math.Clamp(Integer(name, value), 0, MaxLimit);
                        break;
                    case "offset":
                        offset = Integer(name, value);
                        break;
                    case "fuzzymatching":
                        isFuzzy = bool.TryParse(value, out var fuzzy)
                            ? fuzzy
                            : throw new BadQueryException("fuzzymatching is true or false.");
                        break;
                    case "includefield":
                        fields.UnionWith(FieldsIn(value));
                        break;
                    default:
                        matches.Add((Searchable(level, name), value));
                        break;
                }

        return new(level, matches, isFuzzy, limit, offset, [.. fields]);
    }

    private static int Integer(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new BadQueryException($"{name} is a whole number, 0 or more.");

    /// <summary>All that the index has is answered anyway where it belongs, and is what "all" means; of an attribute within a
    /// sequence, the sequence is answered.</summary>
    private static IEnumerable<DicomTag> FieldsIn(string value) => value
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(field => field != "all")
        .Select(field => field.Split('.').Select(QidoAttribute.ParseTag).Aggregate((outer, inner) => inner is null ? null : outer)
            ?? throw new BadQueryException("includefield lists keywords or tags of DICOM attributes, or is \"all\"."))
        .Where(tag => QidoAttribute.Find(tag) is null);

    private static QidoAttribute Searchable(QidoLevel level, string name)
    {
        var attribute = QidoAttribute.ParseTag(name) is { } tag ? QidoAttribute.Find(tag) : null;
        if (attribute is { Matching: not Matching.None } && attribute.Level <= level)
            return attribute;
        var possible = QidoAttribute.All.Where(a => a.Matching != Matching.None && a.Level <= level)
            .Select(a => a.Tag.DictionaryEntry.Keyword);
        throw new BadQueryException(
            $"One parameter of the query is nothing that can be searched by here. These can: {string.Join(", ", possible)}.");
    }
}

/// <summary>A query that cannot be answered. The message is for the user and repeats nothing of the query.</summary>
internal sealed class BadQueryException(string message) : Exception(message);
