using System.Text;

namespace Voxmark.IngestService.Wado;

/// <summary>Frames the parts of a multipart/related answer; their content is written in between.</summary>
internal sealed class MultipartWriter(HttpContext context, string partType)
{
    private readonly string _boundary = $"voxmark-{Guid.NewGuid():N}";

    /// <summary>What follows the last part.</summary>
    public byte[] End => Encoding.ASCII.GetBytes($"\r\n--{_boundary}--\r\n");

    /// <summary>Sets Content-Type and, where it is known, Content-Length.</summary>
    /// <param name="parts">Content type and bytes of each part; null where they are not known yet.</param>
    public void Start(IEnumerable<(string ContentType, long Length)>? parts)
    {
        context.Response.ContentType = $"multipart/related; type=\"{partType}\"; boundary={_boundary}";
        if (parts is not null)
            context.Response.ContentLength = End.Length + parts.Sum(part => HeadOf(part.ContentType).Length + part.Length);
    }

    public void WriteHead(string contentType)
    {
        var head = HeadOf(contentType);
        head.CopyTo(context.Response.BodyWriter.GetSpan(head.Length));
        context.Response.BodyWriter.Advance(head.Length);
    }

    public async Task FinishAsync() => await context.Response.BodyWriter.WriteAsync(End, context.RequestAborted);

    /// <summary>What comes before a part.</summary>
    public byte[] HeadOf(string contentType) =>
        Encoding.ASCII.GetBytes($"\r\n--{_boundary}\r\nContent-Type: {contentType}\r\n\r\n");
}
