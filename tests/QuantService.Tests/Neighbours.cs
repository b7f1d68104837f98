using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Voxmark.Contracts.Ingest;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.ServiceDefaults;

namespace Voxmark.QuantService.Tests;

/// <summary>Stands for LabelingService and IngestService: answers what a test laid down, 404 to the rest.</summary>
public sealed class Neighbours : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, Func<HttpContent>> _answers = [];
    private int _outages;

    /// <summary>Who called: the bearer tokens, in order.</summary>
    public ConcurrentQueue<string?> Tokens { get; } = [];

    /// <summary>Lays a label down, at the revision it names, which is also its newest.</summary>
    public void Add(Label label, IEnumerable<SliceMask> masks, params ModelShare[] models)
    {
        var encoded = SliceMasks.Encode(masks);
        foreach (var query in new[] { "", $"?revision={label.Revision}" })
        {
            _answers[$"labeling/api/labels/{label.Id}{query}"] = () => JsonContent.Create(label, options: Defaults.Json);
            _answers[$"labeling/api/labels/{label.Id}/masks{query}"] = () => new ByteArrayContent(encoded);
        }

        _answers[$"labeling/api/labels/{label.Id}/models?revision={label.Revision}"] =
            () => JsonContent.Create(models, options: Defaults.Json);
    }

    public void Add(SeriesDetail series) =>
        _answers[$"ingest/api/series/{series.Series.SeriesInstanceUid}"] = () => JsonContent.Create(series, options: Defaults.Json);

    /// <summary>The next call of IngestService is answered 503.</summary>
    public void FailIngestOnce() => _outages = 1;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Tokens.Enqueue(request.Headers.Authorization?.Parameter);
        if (request.RequestUri!.Host == "ingest" && Interlocked.Decrement(ref _outages) >= 0)
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        return Task.FromResult(_answers.TryGetValue(AddressOf(request.RequestUri), out var answer)
            ? new HttpResponseMessage { Content = answer() }
            : new HttpResponseMessage(HttpStatusCode.NotFound));
    }

    /// <summary>Whatever volume is asked for: a label here lies on the one that it names.</summary>
    private static string AddressOf(Uri uri)
    {
        var query = uri.Query.TrimStart('?').Split('&').Where(part => part.Length > 0
            && !part.StartsWith("asMade=", StringComparison.Ordinal)
            && !part.StartsWith("volumeId=", StringComparison.Ordinal));
        return $"{uri.Host}{uri.AbsolutePath}{(query.Any() ? "?" : "")}{string.Join('&', query)}";
    }
}
