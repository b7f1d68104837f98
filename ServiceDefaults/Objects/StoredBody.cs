using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Win32.SafeHandles;

namespace Voxmark.ServiceDefaults.Objects;

/// <summary>Bytes of an object in the store, or a few others that are sent between them.</summary>
public sealed record StoredPiece
{
    private StoredPiece(string? key, long start, long length, byte[] literal) =>
        (Key, Start, Length, Literal) = (key, start, length, literal);

    /// <summary>Null for a literal.</summary>
    public string? Key { get; }

    public long Start { get; }

    public long Length { get; }

    public byte[] Literal { get; }

    public static StoredPiece Of(string key, long start, long length) => new(key, start, length, []);

    public static StoredPiece Of(byte[] literal) => new(null, 0, literal.Length, literal);
}

/// <summary>
/// An answer whose body lies among the objects. Where these are files that all processes share, a service that the gateway
/// asks only names the pieces, and the gateway sends them: pixels pass one process instead of two (docs/adr/0008).
/// </summary>
public static class StoredBody
{
    /// <summary>In a request: who asks sends stored bytes itself. In the answer: which. It never leaves the system.</summary>
    public const string Header = "X-Voxmark-Stored-Body";

    private const int ChunkBytes = 512 * 1024;

    /// <summary>More than this is not named but sent: headers have limits.</summary>
    private const int MaxHeaderLength = 4096;

    /// <summary>Answers with these pieces in turn, and with Content-Length.</summary>
    public static async Task AnswerAsync(HttpContext context, IObjects objects, IReadOnlyList<StoredPiece> pieces)
    {
        if (pieces.FirstOrDefault(piece => piece.Key is not null) is { Key: { } key } && !await objects.ExistsAsync(key))
            throw new FileNotFoundException("A stored file is missing."); // before anything is sent
        if (context.Request.Headers.ContainsKey(Header) && Write(pieces) is { Length: <= MaxHeaderLength } named)
            context.Response.Headers[Header] = named;
        else
            await SendAsync(context, objects, pieces);
    }

    /// <summary>Tells a service that who asks sends stored bytes itself, where it can; only then, whatever came from outside.</summary>
    public static void Offer(HttpRequestHeaders headers, IObjects objects)
    {
        headers.Remove(Header);
        if (objects.AreShared)
            headers.Add(Header, "here");
    }

    /// <summary>Sends what a service named.</summary>
    /// <exception cref="FormatException">That is no list of pieces.</exception>
    public static Task SendAsync(HttpContext context, IObjects objects, string named) => SendAsync(context, objects, Read(named));

    internal static string Write(IEnumerable<StoredPiece> pieces) => string.Join(',', pieces.Select(piece => piece.Key is null
        ? Convert.ToBase64String(piece.Literal)
        : string.Create(CultureInfo.InvariantCulture, $"{piece.Start}:{piece.Length}:{piece.Key}")));

    internal static IReadOnlyList<StoredPiece> Read(string named) =>
    [
        .. named.Split(',').Select(text => text.Split(':', 3) is [var start, var length, var key]
            ? StoredPiece.Of(key, long.Parse(start, CultureInfo.InvariantCulture), long.Parse(length, CultureInfo.InvariantCulture))
            : StoredPiece.Of(Convert.FromBase64String(text))),
    ];

    private static async Task SendAsync(HttpContext context, IObjects objects, IReadOnlyList<StoredPiece> pieces)
    {
        context.Response.ContentLength = pieces.Sum(piece => piece.Length);
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        SafeFileHandle? file = null;
        string? opened = null;
        try
        {
            foreach (var piece in pieces)
            {
                if (piece.Key is null)
                {
                    context.Response.BodyWriter.Write(piece.Literal);
                    continue;
                }

                if (piece.Key != opened)
                {
                    file?.Dispose();
                    using var local = await objects.LocalAsync(piece.Key, context.RequestAborted);
                    file = File.OpenHandle(local.Path, share: FileShare.Read | FileShare.Delete);
                    opened = piece.Key;
                }

                await SendAsync(context, file!, piece.Start, piece.Length);
            }

            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>Reads right into the buffers that are sent: large ones, each a single system call.</summary>
    private static async Task SendAsync(HttpContext context, SafeFileHandle file, long start, long length)
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
