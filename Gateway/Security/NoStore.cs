using Microsoft.Net.Http.Headers;

namespace Voxmark.Gateway.Security;

internal static class NoStore
{
    /// <summary>
    /// Answers of the APIs are about patients, and are news: no cache keeps one, the browser's own included, which would
    /// show it again at Back. What says itself how it may be kept (pixels that never change), or has an ETag to ask with
    /// again, is left alone.
    /// </summary>
    public static IApplicationBuilder UseNoStore(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/dicom-web"))
            context.Response.OnStarting(() => KeepOutOfCachesAsync(context.Response));
        return next(context);
    });

    private static Task KeepOutOfCachesAsync(HttpResponse response)
    {
        if (response.Headers.CacheControl.Count == 0)
            response.Headers.CacheControl = response.Headers.ContainsKey(HeaderNames.ETag) ? "private, no-cache" : "no-store";
        return Task.CompletedTask;
    }
}
