namespace Voxmark.IngestService.Uploads;

/// <summary>Senders' names of files: shown and kept, never used to name a file of ours.</summary>
internal static class FileName
{
    private const int MaxLength = 1000;

    /// <summary>Names come from anywhere: control characters go, and so does what no file system would hold.</summary>
    public static string Printable(string? name)
    {
        var kept = string.Concat((name ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(MaxLength));
        return kept.Length > 0 ? kept : "file";
    }

    /// <summary>Whether an operating system put a file with this name beside the sender's: they are none of the sender's, and
    /// nobody needs to hear of them.</summary>
    public static bool IsOfAnOperatingSystem(string path)
    {
        var parts = path.Split('/', '\\');
        return parts.Contains("__MACOSX") || parts[^1].StartsWith("._", StringComparison.Ordinal)
            || parts[^1] is ".DS_Store" or "Thumbs.db" or "desktop.ini";
    }
}
