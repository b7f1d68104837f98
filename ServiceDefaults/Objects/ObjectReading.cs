using System.Security.Cryptography;

namespace Voxmark.ServiceDefaults.Objects;

public static class ObjectReading
{
    public static async ValueTask<bool> ExistsAsync(this IObjects objects, string key, CancellationToken ct = default) =>
        await objects.FindAsync(key, ct) is not null;

    /// <summary>Whether an object is there and has this very content.</summary>
    public static async Task<bool> IsWholeAsync(this IObjects objects, string key, long sizeBytes, byte[] sha256, CancellationToken ct)
    {
        try
        {
            if ((await objects.FindAsync(key, ct))?.SizeBytes != sizeBytes)
                return false;
            await using var content = await objects.OpenAsync(key, ct: ct);
            return (await SHA256.HashDataAsync(content, ct)).AsSpan().SequenceEqual(sha256);
        }
        catch (IOException)
        {
            return false; // not there, or the disk cannot read it
        }
    }
}
