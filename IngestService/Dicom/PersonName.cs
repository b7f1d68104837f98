namespace Voxmark.IngestService.Dicom;

/// <summary>DICOM person names (VR PN, PS3.5 §6.2.1) as people read them.</summary>
internal static class PersonName
{
    /// <summary>
    /// Components separated by spaces. With an ideographic group, that comes first and the alphabetic one follows in
    /// brackets: <c>Hong^Gildong=洪^吉洞=홍^길동</c> reads 洪 吉洞 (Hong Gildong).
    /// </summary>
    public static string? Readable(string? value)
    {
        var groups = (value ?? "").Split('=').Select(Components).ToList();
        var alphabetic = groups[0];
        var ideographic = groups.Skip(1).FirstOrDefault(g => g.Length > 0) ?? "";
        return (alphabetic.Length, ideographic.Length) switch
        {
            (0, 0) => null,
            (_, 0) => alphabetic,
            (0, _) => ideographic,
            _ => $"{ideographic} ({alphabetic})",
        };
    }

    private static string Components(string group) =>
        string.Join(' ', group.Split('^').SelectMany(c => c.Split(' ')).Where(c => c.Length > 0));
}
