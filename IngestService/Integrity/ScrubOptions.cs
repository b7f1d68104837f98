using System.ComponentModel.DataAnnotations;

namespace Voxmark.IngestService.Integrity;

/// <summary>Configuration section <c>Integrity</c>.</summary>
public sealed class ScrubOptions
{
    /// <summary>Stored files that are read and compared with their hashes in an hour; 0: none ever. The default goes
    /// through 600,000 files in a week.</summary>
    [Range(0, 10_000_000)]
    public int FilesPerHour { get; init; } = 3600;
}
