using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Voxmark.ServiceDefaults;

namespace Voxmark.WebUi.Tests;

/// <summary>Stands for the other services: answers by address, 404 where nothing was laid down, and keeps the requests.</summary>
public sealed class FakeUpstream : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, object> _answers = [];

    public ConcurrentQueue<HttpRequestMessage> Requests { get; } = [];

    /// <param name="address">Service and path, without query: <c>ingest/api/studies</c>.</param>
    public void Answer(string address, object body) => _answers[address] = body;

    public void Fail(string address) => _answers[address] = HttpStatusCode.ServiceUnavailable;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Enqueue(request);
        var answer = _answers.GetValueOrDefault($"{request.RequestUri!.Host}{request.RequestUri.AbsolutePath}");
        return Task.FromResult(answer switch
        {
            null => new HttpResponseMessage(HttpStatusCode.NotFound),
            HttpStatusCode status => new HttpResponseMessage(status),
            _ => new HttpResponseMessage { Content = JsonContent.Create(answer, options: Defaults.Json) },
        });
    }
}
