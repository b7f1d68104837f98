namespace Voxmark.ServiceDefaults.Objects;

/// <summary>Room on the disk that the object store is on.</summary>
/// <param name="ReserveBytes">Kept free for the database, the broker and logs, which may share the disk and do worse without.</param>
public sealed record DiskSpace(long FreeBytes, long TotalBytes, long ReserveBytes)
{
    public bool IsLow => FreeBytes < TotalBytes / 10;

    public bool IsBelowReserve => FreeBytes < ReserveBytes;

    public bool HasRoomFor(long bytes) => FreeBytes - ReserveBytes >= bytes;
}
