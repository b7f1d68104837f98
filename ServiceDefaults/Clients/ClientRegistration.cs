using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.ServiceDefaults.Clients;

public static class ClientRegistration
{
    /// <summary>A page has an answer, if only that something is away, before the gateway gives the page up.</summary>
    private static readonly TimeSpan WhileSomebodyWaits = TimeSpan.FromSeconds(8);

    /// <summary>
    /// A typed client of another service, which is found by its name (<c>services:{name}:http:0</c>; without that the name is
    /// its host). It passes on the caller's identity, or its own where there is no caller. What only reads is asked again when
    /// it failed quickly, as while a service starts; what hangs is not, for that would only be longer to wait. Whatever is the
    /// matter with the service is an <see cref="HttpRequestException"/> in the end.
    /// </summary>
    /// <param name="patience">Until an answer begins, all attempts together; one may take three quarters of it. Less than
    /// <see cref="HttpClient.Timeout"/>, in which it must end. 8 s by default.</param>
    public static IHostApplicationBuilder AddServiceClient<TClient>(
        this IHostApplicationBuilder builder, string serviceName, TimeSpan? patience = null)
        where TClient : class
    {
        var all = patience ?? WhileSomebodyWaits;
        var client = builder.Services.AddHttpClient<TClient>(http => http.BaseAddress = new Uri($"http://{serviceName}"))
            .AddHttpMessageHandler(() => new OutageMessageHandler());
        client.AddStandardResilienceHandler(standard =>
        {
            standard.TotalRequestTimeout.Timeout = all;
            standard.AttemptTimeout.Timeout = all * 0.75;
            standard.CircuitBreaker.SamplingDuration = all * 2;
            standard.Retry.MaxRetryAttempts = 2;
            standard.Retry.Delay = TimeSpan.FromMilliseconds(200);
            standard.Retry.ShouldHandle = attempt => ValueTask.FromResult(
                HttpClientResiliencePredicates.IsTransient(attempt.Outcome) && attempt.Outcome.Exception is not TimeoutRejectedException);
            standard.Retry.DisableForUnsafeHttpMethods();
        });
        client.AddHttpMessageHandler<ServiceTokenHandler>().AddServiceDiscovery();
        return builder;
    }

    /// <summary>What was given up on is an outage like any other.</summary>
    private sealed class OutageMessageHandler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (ExecutionRejectedException exception)
            {
                throw new HttpRequestException("The service does not answer.", exception);
            }
        }
    }
}
