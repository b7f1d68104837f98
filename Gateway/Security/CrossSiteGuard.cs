using Microsoft.Net.Http.Headers;

namespace Voxmark.Gateway.Security;

internal static class CrossSiteGuard
{
    /// <summary>
    /// Refuses what another site makes a signed-in browser send: changing requests and WebSockets must come from our own
    /// pages. Browsers say where a request comes from in Sec-Fetch-Site (or Origin, the older ones), and scripts with a
    /// token send neither.
    /// </summary>
    public static IApplicationBuilder UseCrossSiteGuard(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        var changes = !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));
        if ((changes || context.WebSockets.IsWebSocketRequest || request.Headers.Upgrade.Count > 0) && IsCrossSite(request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(context);
    });

    internal static bool IsCrossSite(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is not ("same-origin" or "none");
        var origin = request.Headers[HeaderNames.Origin].ToString();
        return origin.Length > 0
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value);
    }
}
