using System.Globalization;
using Npgsql;
using Voxmark.Imaging;
using Voxmark.IngestService.Dicom;
using Voxmark.IngestService.Persistence;

namespace Voxmark.IngestService.Qido;

/// <summary>SQL conditions for matching (PS3.4 §C.2.2.2), with their parameters. Text is compared whatever its case.</summary>
internal sealed class QidoConditions(bool isFuzzy)
{
    private const string DateFormat = "yyyyMMdd";

    private readonly List<string> _conditions = [];

    public List<NpgsqlParameter> Parameters { get; } = [];

    public string Where => _conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", _conditions);

    public void Add(string condition) => _conditions.Add(condition);

    /// <exception cref="BadQueryException">The value is none for this attribute.</exception>
    public void Add(QidoAttribute attribute, string value)
    {
        var keyword = attribute.Tag.DictionaryEntry.Keyword;
        switch (attribute.Matching)
        {
            case Matching.Text:
                AddText(attribute.Sql, value);
                break;
            case Matching.PersonName when isFuzzy:
                foreach (var word in NameSearch.Words(value))
                {
                    var pattern = Parameter($"%{LikePattern.OfWildcards(word)}%");
                    Add($"({attribute.Sql} ILIKE {pattern} OR {NameSearch.CompactSql(attribute.Sql)} ILIKE {pattern})");
                }

                break;
            case Matching.PersonName:
                AddName(attribute.Sql, value);
                break;
            case Matching.Date:
                AddDates(attribute.Sql, keyword, value);
                break;
            case Matching.Time:
                AddTimes(attribute.Sql, keyword, value);
                break;
            case Matching.Uid:
                var uids = List(value);
                Add(Array.TrueForAll(uids, Uid.IsValid)
                    ? $"{attribute.Sql} = ANY({Parameter(uids)})"
                    : throw new BadQueryException($"{keyword} is a UID, or several with commas between them."));
                break;
            case Matching.Integer:
                Add(int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    ? $"{attribute.Sql} = {Parameter(number)}"
                    : throw new BadQueryException($"{keyword} is a whole number."));
                break;
            case Matching.ModalitiesInStudy:
                Add($"""
                    EXISTS (SELECT FROM series x WHERE x.study_instance_uid = st.study_instance_uid
                        AND x.modality ILIKE ANY({Parameter(Array.ConvertAll(List(value), LikePattern.OfWildcards))}))
                    """);
                break;
        }
    }

    private void AddText(string sql, string value)
    {
        if (value.Trim('*').Length > 0)
            Add($"{sql} ILIKE {Parameter(LikePattern.OfWildcards(value))}");
    }

    /// <summary>The whole name, or one of its groups: 홍^길동 finds Hong^Gildong=洪^吉洞=홍^길동.</summary>
    private void AddName(string sql, string value)
    {
        var trimmed = value.TrimEnd('^', ' ');
        if (trimmed.Trim('*').Length == 0)
            return;
        var pattern = LikePattern.OfWildcards(trimmed);
        string[] patterns = trimmed is ['*', .., '*'] ? [pattern] : [pattern, $"{pattern}=%", $"%={pattern}", $"%={pattern}=%"];
        Add($"({string.Join(" OR ", patterns.Select(p => $"{sql} ILIKE {Parameter(p)}"))})"); // OR: ANY would use no trigrams
    }

    private void AddDates(string sql, string keyword, string value)
    {
        var (from, to) = Range(value);
        DateOnly? first = from.Length == 0 ? null : Date(from), last = to.Length == 0 ? null : Date(to);
        if (first is not null)
            Add($"{sql} >= {Parameter(first.Value)}");
        if (last is not null)
            Add($"{sql} <= {Parameter(last.Value)}");

        DateOnly Date(string text) =>
            DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? date
                : throw new BadQueryException($"{keyword} is a date such as 20260131, or a range such as 20260101-20260131.");
    }

    /// <summary>Times are kept as texts that sort as times do; one that leaves minutes out means any of that hour.</summary>
    private void AddTimes(string sql, string keyword, string value)
    {
        var (from, to) = Range(value.Replace(":", "", StringComparison.Ordinal));
        if (!IsTime(from) || !IsTime(to))
            throw new BadQueryException($"{keyword} is a time such as 1530, or a range such as 080000-1530.");
        if (from.Length > 0)
            Add($"{sql} >= {Parameter(from)}");
        if (to.Length > 0)
            Add($"{sql} <= {Parameter(to + 'z')}");

        static bool IsTime(string text) => text.All(c => char.IsAsciiDigit(c) || c == '.') && text.Length <= 13;
    }

    private static (string From, string To) Range(string value)
    {
        var dash = value.IndexOf('-', StringComparison.Ordinal);
        return dash < 0 ? (value, value) : (value[..dash], value[(dash + 1)..]);
    }

    private static string[] List(string value) =>
        value.Split([',', '\\'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private string Parameter(object value)
    {
        if (value is string text && text.Contains('\0', StringComparison.Ordinal))
            throw new BadQueryException("A value in the query holds a character that no text has.");
        Parameters.Add(new NpgsqlParameter { Value = value });
        return $"${Parameters.Count}";
    }
}
