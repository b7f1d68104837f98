using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.Net.Http.Headers;
using Voxmark.Gateway.Security;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Objects;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Transforms;

namespace Voxmark.Gateway.Routing;

internal static class RoutingRegistration
{
    /// <summary>Largest body of a request to the gateway itself, bytes; the routes to services have limits of their own.</summary>
    private const long OwnBodyBytes = 64 * 1024;

    public static WebApplicationBuilder AddRouting(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = OwnBodyBytes);
        // Failures of before must not count against a service that has come back: the window is as long as the pause.
        builder.Services.Configure<TransportFailureRateHealthPolicyOptions>(failures =>
            (failures.DetectionWindowSize, failures.DefaultFailureRateLimit) = (LeftAlone, 0.9));
        builder.Services.AddReverseProxy()
            .LoadFromMemory(Routes.All, Clusters()).AddServiceDiscoveryDestinationResolver()
            .AddTransforms(transforms => transforms
                .AddRequestTransform(HandOver).AddResponseTransform(KeepForAudit).AddResponseTransform(SendStoredBodyAsync));
        return builder;
    }

    public static ReverseProxyConventionBuilder MapServices(this IEndpointRouteBuilder routes) => routes.MapReverseProxy();

    /// <summary>How long a service may be silent while somebody waits at the screen; then the answer is 504.</summary>
    private static readonly TimeSpan WhileSomebodyWaits = TimeSpan.FromSeconds(9);

    /// <summary>A service that failed.</summary>
    private static readonly TimeSpan LeftAlone = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ForWhatTakesTime = TimeSpan.FromMinutes(5);

    private static List<ClusterConfig> Clusters() =>
        [.. Routes.Services.SelectMany(service => new[]
        {
            Cluster(service, service, WhileSomebodyWaits),
            Cluster(service, Routes.PatientClusterOf(service), ForWhatTakesTime),
        })];

    /// <summary>
    /// A service that keeps failing (it hangs, or is away) is left alone for some seconds, in which the answer is 503 at
    /// once: requests must not pile up behind it.
    /// </summary>
    private static ClusterConfig Cluster(string service, string id, TimeSpan silence) => new()
    {
        ClusterId = id,
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = silence },
        HealthCheck = new HealthCheckConfig
        {
            Passive = new PassiveHealthCheckConfig
            {
                Enabled = true, Policy = HealthCheckConstants.PassivePolicy.TransportFailureRate,
                ReactivationPeriod = LeftAlone,
            },
            AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyAndUnknown,
        },
        Destinations = new Dictionary<string, DestinationConfig>
        {
            [service] = new() { Address = $"http://{service}" }, // services:{service}:http:0
        },
    };

    /// <summary>Outside credentials stop here; a short-lived service token goes on in their place.</summary>
    private static ValueTask HandOver(RequestTransformContext context)
    {
        context.ProxyRequest.Headers.Remove(HeaderNames.Authorization);
        StoredBody.Offer(context.ProxyRequest.Headers, context.HttpContext.RequestServices.GetRequiredService<IObjects>());
        RemoveSignInCookie(context);
        var user = context.HttpContext.User;
        if (user.Identity is { IsAuthenticated: true })
        {
            var tokens = context.HttpContext.RequestServices.GetRequiredService<ServiceTokens>();
            context.ProxyRequest.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Issue(
                user.FindFirstValue(ClaimTypes.NameIdentifier)!,
                user.FindFirstValue(Credentials.DisplayNameClaim)!,
                user.FindAll(ClaimTypes.Role).Select(role => role.Value)));
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>What a service says for the audit trail stops here.</summary>
    private static ValueTask KeepForAudit(ResponseTransformContext context)
    {
        context.HttpContext.Features.Set(AuditHeaders.Take(context.HttpContext.Response.Headers));
        return ValueTask.CompletedTask;
    }

    /// <summary>What a service only names, the gateway sends.</summary>
    private static async ValueTask SendStoredBodyAsync(ResponseTransformContext context)
    {
        if (context.ProxyResponse is null || !context.ProxyResponse.Headers.TryGetValues(StoredBody.Header, out var named))
            return;
        context.SuppressResponseBody = true;
        var http = context.HttpContext;
        http.Response.Headers.Remove(StoredBody.Header);
        await StoredBody.SendAsync(http, http.RequestServices.GetRequiredService<IObjects>(), named.Single());
    }

    private static readonly string[] Own = [Credentials.SignInCookie, Credentials.BrowserCookie];

    /// <summary>The pages keep their own cookies (language, theme); those of the sign-in are the gateway's alone.</summary>
    private static void RemoveSignInCookie(RequestTransformContext context)
    {
        if (!context.ProxyRequest.Headers.TryGetValues(HeaderNames.Cookie, out var cookies))
            return;
        var others = cookies.SelectMany(header => header.Split(';', StringSplitOptions.TrimEntries))
            .Where(cookie => !Own.Any(own => cookie.StartsWith($"{own}=", StringComparison.Ordinal))).ToList();
        context.ProxyRequest.Headers.Remove(HeaderNames.Cookie);
        if (others.Count > 0)
            context.ProxyRequest.Headers.Add(HeaderNames.Cookie, string.Join("; ", others));
    }
}
