using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.WebEncoders;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.WebUi.Pages.Studies;
using Voxmark.WebUi.Pages.Viewer;

namespace Voxmark.WebUi.Pages;

internal static class PageRegistration
{
    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorPages(pages => pages.Conventions.AuthorizeFolder("/"));
        builder.Services.AddScoped<SeriesCards>();
        builder.Services.AddSingleton<ViewerScripts>();
        builder.Services.Configure<RouteOptions>(routes => routes.LowercaseUrls = true);
        // Hangul goes out as it is; only what means something to HTML is escaped.
        builder.Services.Configure<WebEncoderOptions>(web =>
            web.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddResponseCompression(compression =>
        {
            // Public files only: compressing a page with names in it would let its size leak them (BREACH).
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/css", "text/javascript", "image/svg+xml"];
        });
        return builder;
    }

    /// <summary>Files before sign-in, pages after it; whatever fails becomes a page that says what to do.</summary>
    public static void UsePages(this WebApplication app)
    {
        app.Use(KeepOutOfCaches);
        app.UseResponseCompression();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = SetCaching });
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseMiddleware<FailurePages>();
        app.UseRouting();
        app.UseAuditNames();
        app.UseAuthentication();
        app.UseAuthorization();
    }

    public static PageActionEndpointConventionBuilder MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => TypedResults.LocalRedirect("/studies")).RequireAuthorization().AuditNothing();
        return routes.MapRazorPages();
    }

    /// <summary>Pages name patients: no cache keeps one, unless somebody downstream knows better.</summary>
    private static Task KeepOutOfCaches(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            if (context.Response.Headers.CacheControl.Count == 0)
                context.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    }

    /// <summary>What carries a hash in its name or query never changes; everything else is asked for again (ETag).</summary>
    private static void SetCaching(StaticFileResponseContext file)
    {
        var request = file.Context.Request;
        var isHashed = request.Path.StartsWithSegments("/app/chunks") || request.Path.StartsWithSegments("/app/assets")
            || request.Query.ContainsKey("v");
        file.Context.Response.Headers.CacheControl = isHashed ? "public, max-age=31536000, immutable" : "no-cache";
    }
}
