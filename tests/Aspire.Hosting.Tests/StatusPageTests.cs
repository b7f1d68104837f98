using System.Net;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Tests;

public sealed class StatusPageTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _http = new();
    private readonly int _port = new FreePorts().Next();
    private RunningApplication _application = null!;

    public async Task InitializeAsync()
    {
        _application = await RunningApplication.StartAsync((builder, _) =>
        {
            builder.AddExecutable("speaker", "echo", "/", "<b>bold</b> & loud");
            builder.AddExecutable("missing", "/does/not/exist", "/");
        }, $"--StatusPage:Port={_port}");
        await _application.EventuallyAsync("speaker", snapshot => snapshot.State?.Text == "Finished");
        await _application.EventuallyAsync("missing", snapshot => snapshot.State?.Text == "FailedToStart");
    }

    public async Task DisposeAsync() => await _application.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Page_ShowsStatesAndLogLinesAsText()
    {
        var page = await _http.GetStringAsync(new Uri($"http://localhost:{_port}/"));

        Assert.Contains(">speaker</th>", page);
        Assert.Contains("Finished", page);
        Assert.Contains("Failed to start", page);
        Assert.Contains("&lt;b&gt;bold&lt;/b&gt; &amp; loud", page);
        Assert.DoesNotContain("<b>bold", page);
    }

    [Fact]
    public async Task Page_AskedForUnderAnotherName_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://localhost:{_port}/") { Headers = { Host = "evil.example" } };

        using var response = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    [Fact]
    public async Task Log_OfAResource_IsPlainText()
    {
        using var response = await _http.GetAsync(new Uri($"http://localhost:{_port}/logs/speaker"));

        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        Assert.EndsWith("<b>bold</b> & loud", await response.Content.ReadAsStringAsync());
    }
}
