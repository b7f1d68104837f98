using Voxmark.ServiceDefaults.Authentication;
using Yarp.ReverseProxy.Configuration;

namespace Voxmark.Gateway.Routing;

/// <summary>Which path leads to which service. The catch-all leads to the pages.</summary>
internal static class Routes
{
    public static IReadOnlyList<string> Services { get; } = ["ingest", "labeling", "inference", "quant", "web"];

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
        Patiently(To("ingest", "/api/uploads/{**rest}", ImagesBodyBytes)),
        To("ingest", "/api/studies/{**rest}"),
        To("ingest", "/api/series/{**rest}"),
        Patiently(To("ingest", "/api/series/{series}/{pixels}/{**rest}")), // a viewer asks for hundreds at once
        To("ingest", "/api/storage/{**rest}"),
        To("ingest", "/api/dimse/{**rest}"),
        To("ingest", "/api/deletions/{**rest}"),
        Patiently(To("ingest", "/dicom-web/{**rest}", ImagesBodyBytes)),
        To("labeling", "/api/selections/{**rest}"),
        To("labeling", "/api/templates/{**rest}"),
        To("labeling", "/api/settings/{**rest}"),
        To("labeling", "/api/labels/{**rest}", LabelBodyBytes),
        Patiently(To("labeling", "/api/labels/{label}/revisions/{**rest}", LabelBodyBytes)),
        Patiently(To("labeling", "/api/labels/{label}/comparison")),
        Patiently(To("labeling", "/api/labels/{label}/models")),
        Patiently(To("labeling", "/api/labels/{label:guid}.nii.gz")),
        Patiently(To("labeling", "/api/assist/{**rest}")),
        To("inference", "/api/inference/{**rest}"),
        To("inference", "/api/series/{series}/levels"),
        To("quant", "/api/quant/{**rest}"),
        Patiently(To("quant", "/api/quant/jobs/{**rest}")),
        .. Services.Select(service => To(service, $"/openapi/{service}.json")),
        .. Schemas.Select(schema => To(schema.Service, $"/api/outbox/{schema.Name}/{{**rest}}") with
        {
            AuthorizationPolicy = Policies.Administer,
        }),

        // What the sign-in page needs before anybody is signed in.
        BeforeSignIn(To("web", "/sign-in")),
        BeforeSignIn(To("web", "/preferences/{**rest}")),
        BeforeSignIn(To("web", "/app/{**rest}")),
        BeforeSignIn(To("web", "/css/{**rest}")),
        BeforeSignIn(To("web", "/img/{**rest}")),
        BeforeSignIn(To("web", "/favicon.svg")),

        // Not what an API does not know: pages answer people and not programs.
        To("web", "/"),
        Patiently(To("web", "/live/{**rest}")), // a WebSocket over HTTP/2 is a CONNECT
        Pages(To("web", "/{**rest:regex(^(?!(api|dicom-web|openapi)(/|$)))}")),
    ];

    /// <summary>The same service, given more time.</summary>
    internal static string PatientClusterOf(string service) => $"{service}-patient";

    internal static string ServiceOf(RouteConfig route) => route.ClusterId!.Split('-')[0];

    private static RouteConfig To(string service, string path, long maxBodyBytes = SmallBodyBytes) => new()
    {
        RouteId = $"{service}:{path}",
        ClusterId = service,
        Match = new RouteMatch { Path = path },
        AuthorizationPolicy = "default",
        MaxRequestBodySize = maxBodyBytes,
        Order = 0,
    };

    /// <summary>What takes as long as it takes: images on their way in and out, tools that work on volumes, exports, and live
    /// connections, which are silent for a while. Everything else somebody waits for.</summary>
    private static RouteConfig Patiently(RouteConfig route) => route with { ClusterId = PatientClusterOf(route.ClusterId!) };

    private static RouteConfig BeforeSignIn(RouteConfig route) => route with { AuthorizationPolicy = "anonymous" };

    /// <summary>After all others, and the methods that pages take: with all of them, nothing could be a 405.</summary>
    private static RouteConfig Pages(RouteConfig route) =>
        route with { Order = 100, Match = route.Match with { Methods = ["GET", "HEAD", "POST"] } };
}
