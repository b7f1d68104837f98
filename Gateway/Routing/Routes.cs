using Yarp.ReverseProxy.Configuration;

namespace Voxmark.Gateway.Routing;

/// <summary>Which path leads to which service. The catch-all leads to the pages.</summary>
internal static class Routes
{
    public const string Anonymous = "anonymous";

    public static IReadOnlyList<string> Services { get; } = ["ingest", "labeling", "inference", "quant", "web"];

    public static IReadOnlyList<RouteConfig> All { get; } =
    [
        To("ingest", "/api/uploads/{**rest}"),
        To("ingest", "/api/studies/{**rest}"),
        To("ingest", "/api/series/{**rest}"),
        To("ingest", "/dicom-web/{**rest}"),
        To("labeling", "/api/selections/{**rest}"),
        To("labeling", "/api/templates/{**rest}"),
        To("labeling", "/api/settings/{**rest}"),
        To("labeling", "/api/labels/{**rest}"),
        To("labeling", "/api/assist/{**rest}"),
        To("inference", "/api/inference/{**rest}"),
        To("quant", "/api/quant/{**rest}"),
        .. Services.Select(service => To(service, $"/openapi/{service}.json")),

        // What the sign-in page needs before anybody is signed in.
        To("web", "/sign-in", Anonymous),
        To("web", "/preferences/{**rest}", Anonymous),
        To("web", "/app/{**rest}", Anonymous),
        To("web", "/css/{**rest}", Anonymous),
        To("web", "/img/{**rest}", Anonymous),
        To("web", "/favicon.svg", Anonymous),

        To("web", "/{**rest}", order: 100),
    ];

    private static RouteConfig To(string service, string path, string policy = "default", int order = 0) => new()
    {
        RouteId = $"{service}:{path}",
        ClusterId = service,
        Match = new RouteMatch { Path = path },
        AuthorizationPolicy = policy,
        Order = order,
    };
}
