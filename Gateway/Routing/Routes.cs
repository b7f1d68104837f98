using Voxmark.ServiceDefaults.Authentication;
using Yarp.ReverseProxy.Configuration;

namespace Voxmark.Gateway.Routing;

/// <summary>Which path leads to which service. The catch-all leads to the pages.</summary>
internal static class Routes
{
    public const string Anonymous = "anonymous";

    public static IReadOnlyList<string> Services { get; } = ["ingest", "labeling", "inference", "quant", "web"];

    /// <summary>What takes as long as it takes: images on their way in and out (a viewer asks for hundreds at once), tools
    /// that work on volumes, exports, and live connections, which are silent for a while. Everything else somebody waits for.</summary>
    private static readonly string[] Patient =
    [
        "/api/uploads", "/dicom-web", "/api/series/{series}/", "/api/assist", "/api/quant/jobs", "/live",
        "/api/labels/{label:guid}.", "/api/labels/{label:guid}/revisions", "/api/labels/{label:guid}/{",
    ];

    /// <summary>The services that send messages, and what each calls its schema.</summary>
    private static readonly (string Service, string Name)[] Schemas =
        [("ingest", "imaging"), ("labeling", "labeling"), ("inference", "inference"), ("quant", "quant")];

    /// <summary>Largest body of a request that carries no images, bytes.</summary>
    private const long SmallBodyBytes = 1024 * 1024;

    /// <summary>Largest body where images come in: the largest zip that <c>Uploads:MaxZipBytes</c> may name, and a little
    /// more, so that it is IngestService that counts and says what is too large.</summary>
    private const long ImagesBodyBytes = 65L * 1024 * 1024 * 1024;

    /// <summary>Largest body that saves a label: compressed masks of a whole series, base64.</summary>
    private const long LabelBodyBytes = 128L * 1024 * 1024;

    public static IReadOnlyList<RouteConfig> All { get; } =
    [
        To("ingest", "/api/uploads/{**rest}"),
        To("ingest", "/api/studies/{**rest}"),
        To("ingest", "/api/series/{**rest}"),
        To("ingest", "/api/storage/{**rest}"),
        To("ingest", "/api/dimse/{**rest}"),
        To("ingest", "/api/deletions/{**rest}"),
        To("ingest", "/dicom-web/{**rest}"),
        To("labeling", "/api/selections/{**rest}"),
        To("labeling", "/api/templates/{**rest}"),
        To("labeling", "/api/settings/{**rest}"),
        To("labeling", "/api/labels/{**rest}"),
        To("labeling", "/api/assist/{**rest}"),
        To("inference", "/api/inference/{**rest}"),
        To("quant", "/api/quant/{**rest}"),
        .. Services.Select(service => To(service, $"/openapi/{service}.json")),
        .. Schemas.Select(schema => To(schema.Service, $"/api/outbox/{schema.Name}/{{**rest}}", Policies.Administer)),

        // What the sign-in page needs before anybody is signed in.
        To("web", "/sign-in", Anonymous),
        To("web", "/preferences/{**rest}", Anonymous),
        To("web", "/app/{**rest}", Anonymous),
        To("web", "/css/{**rest}", Anonymous),
        To("web", "/img/{**rest}", Anonymous),
        To("web", "/favicon.svg", Anonymous),

        // Not what an API does not know: pages answer people and not programs.
        To("web", "/"),
        To("web", "/live/{**rest}"), // a WebSocket over HTTP/2 is a CONNECT
        Pages(To("web", "/{**rest:regex(^(?!(api|dicom-web|openapi)(/|$)))}", order: 100)),
    ];

    /// <summary>The same service, given more time.</summary>
    internal static string PatientClusterOf(string service) => $"{service}-patient";

    internal static RouteConfig To(string service, string path, string policy = "default", int order = 0) => new()
    {
        RouteId = $"{service}:{path}",
        ClusterId = Patient.Any(start => path.StartsWith(start, StringComparison.Ordinal)) ? PatientClusterOf(service) : service,
        Match = new RouteMatch { Path = path },
        AuthorizationPolicy = policy,
        MaxRequestBodySize = MaxBodyBytes(path),
        Order = order,
    };

    /// <summary>The methods that pages take: with all of them, nothing could be a 405.</summary>
    private static RouteConfig Pages(RouteConfig route) =>
        route with { Match = route.Match with { Methods = ["GET", "HEAD", "POST"] } };

    private static long MaxBodyBytes(string path) =>
        path.StartsWith("/api/uploads", StringComparison.Ordinal) || path.StartsWith("/dicom-web", StringComparison.Ordinal) ? ImagesBodyBytes
        : path.StartsWith("/api/labels", StringComparison.Ordinal) ? LabelBodyBytes
        : SmallBodyBytes;
}
