using Microsoft.Net.Http.Headers;

namespace Voxmark.IngestService.Wado;

/// <summary>Entity tags: what an address leads to is named by its content, so clients ask whether it changed.</summary>
internal static class Caching
{
    /// <summary>Sets the headers.</summary>
    /// <returns>304 when the client has this already; null when it has not.</returns>
    public static IResult? NotModified(HttpContext context, string tag)
    {
        var entity = new EntityTagHeaderValue($"\"{tag}\"");
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = entity;
        headers.CacheControl = new() { Private = true, NoCache = true };
        context.Response.Headers.Vary = HeaderNames.Accept;
        return context.Request.GetTypedHeaders().IfNoneMatch
            .Any(known => known == EntityTagHeaderValue.Any || known.Compare(entity, useStrongComparison: false))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : null;
    }
}
