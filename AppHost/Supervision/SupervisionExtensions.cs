using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Voxmark.AppHost.Supervision;

internal static class SupervisionExtensions
{
    private static readonly HttpClient s_http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <summary>What is started here is watched, started again when it ends, and stopped in order.</summary>
    public static void AddSupervision(this IDistributedApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Programs>();
        builder.Services.AddSingleton<ConsoleReporter>();
        // They stop in the reverse order: what starts things anew first, what tells the person at the terminal last.
        builder.Services.AddHostedService(provider => provider.GetRequiredService<ConsoleReporter>());
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Programs>());
        builder.Services.AddHostedService<OrchestratorWatch>();
        builder.Services.AddHostedService<OrderedStop>();
        builder.Services.AddHostedService<Restarts>();
        builder.Services.AddHostedService<LivenessWatch>();
    }

    /// <summary>A resource that is to run as long as the host does.</summary>
    public static IResourceBuilder<T> KeepRunning<T>(this IResourceBuilder<T> resource) where T : IResource =>
        resource.WithAnnotation(new KeepRunningAnnotation(), ResourceAnnotationMutationBehavior.Replace);

    /// <summary>The resource is healthy when <paramref name="ask"/> does not throw.</summary>
    public static IResourceBuilder<T> WithReadiness<T>(this IResourceBuilder<T> resource, Func<CancellationToken, Task> ask)
        where T : IResource
    {
        var key = $"{resource.Resource.Name}-ready";
        resource.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, _ => new ReadinessCheck(ask), HealthStatus.Unhealthy, tags: null));
        return resource.WithHealthCheck(key);
    }

    /// <summary>Ready when <c>/health/ready</c> says so; replaced when <c>/health/live</c> is silent for long.</summary>
    public static IResourceBuilder<T> WithHealthEndpoints<T>(this IResourceBuilder<T> service) where T : IResourceWithEndpoints
    {
        var http = service.GetEndpoint("http");
        return service.WithAnnotation(new LivenessAnnotation("/health/live")).WithReadiness(async ct =>
        {
            using var answer = await s_http.GetAsync(new Uri(new Uri(http.Url), "/health/ready"), ct);
            answer.EnsureSuccessStatusCode();
        });
    }
}
