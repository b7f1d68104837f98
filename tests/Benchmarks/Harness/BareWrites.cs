namespace Voxmark.Benchmarks.Harness;

/// <summary>What the disk can do: the same bytes, written and fsynced, and nothing else.</summary>
internal static class BareWrites
{
    /// <summary>Writes copies of files below a folder, each on the disk before it counts.</summary>
    public static async Task CopyAsync(IEnumerable<string> files, string folder, int atOnce)
    {
        var target = Directory.CreateDirectory(Path.Combine(folder, $"bare-{Guid.NewGuid():N}"));
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (file, ct) =>
        {
            var bytes = await File.ReadAllBytesAsync(file, ct);
            await using var copy = File.Create(Path.Combine(target.FullName, Path.GetFileName(file)), bufferSize: 1);
            await copy.WriteAsync(bytes, ct);
            copy.Flush(flushToDisk: true);
        });
        target.Delete(recursive: true);
    }

    /// <summary>Appends a page to an open file and waits for the disk: the least that a commit does.</summary>
    public static void Commit(FileStream log)
    {
        log.Write(new byte[8192]);
        log.Flush(flushToDisk: true);
    }
}
