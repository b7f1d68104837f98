using Microsoft.Win32.SafeHandles;

namespace Voxmark.IngestService.Wado;

internal static class FileSending
{
    private const int ChunkBytes = 512 * 1024;

    /// <summary>Reads right into the buffers that are sent: large ones, each a single system call.</summary>
    public static async Task SendAsync(HttpContext context, SafeFileHandle file, long start, long length)
    {
        var writer = context.Response.BodyWriter;
        while (length > 0)
        {
            var wanted = (int)Math.Min(length, ChunkBytes);
            var read = RandomAccess.Read(file, writer.GetMemory(wanted).Span[..wanted], start);
            if (read == 0)
                throw new IOException("A stored file has become shorter.");
            writer.Advance(read);
            (start, length) = (start + read, length - read);
            await writer.FlushAsync(context.RequestAborted);
        }
    }
}
