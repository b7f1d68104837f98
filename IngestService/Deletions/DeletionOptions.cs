using System.ComponentModel.DataAnnotations;

namespace Voxmark.IngestService.Deletions;

/// <summary>Configuration section <c>Deletions</c>.</summary>
public sealed class DeletionOptions
{
    /// <summary>
    /// For how long deleted images can be brought back, days. Longer than the oldest backup that may be restored: a
    /// restored database names the files that were there then.
    /// </summary>
    [Range(0, 3650)]
    public int GraceDays { get; init; } = 30;
}
