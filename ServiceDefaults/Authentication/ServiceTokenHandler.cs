using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Voxmark.ServiceDefaults.Authentication;

/// <summary>Passes the caller's own token on; outside a request, a token of this service's own.</summary>
internal sealed class ServiceTokenHandler(
    IHttpContextAccessor accessor, ServiceTokens tokens, IHostEnvironment environment) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var incoming = accessor.HttpContext?.Request.Headers.Authorization.ToString();
        request.Headers.Authorization = AuthenticationHeaderValue.TryParse(incoming, out var caller)
            ? caller
            : new AuthenticationHeaderValue("Bearer", tokens.IssueForService(environment.ApplicationName));
        return base.SendAsync(request, cancellationToken);
    }
}
