using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.TestHost;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.WebUi.Tests.Live;

/// <summary>A browser at /live, speaking SignalR's JSON protocol by hand: what it reads is what is on the wire.</summary>
internal sealed class LiveBrowser : IDisposable
{
    private const char RecordSeparator = '\u001e';
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebSocket _socket;
    private readonly Queue<JsonElement> _received = [];
    private readonly StringBuilder _partial = new();

    private LiveBrowser(WebSocket socket) => _socket = socket;

    public static async Task<LiveBrowser> ConnectAsync(TestServer server, string token)
    {
        var client = server.CreateWebSocketClient();
        client.ConfigureRequest = request => request.Headers.Authorization = $"Bearer {token}";
        var browser = new LiveBrowser(await client.ConnectAsync(new Uri(server.BaseAddress, "/live"), CancellationToken.None));
        await browser.SendAsync("""{"protocol":"json","version":1}""");
        await browser.ReceiveAsync(message => !message.TryGetProperty("type", out _)); // the handshake's answer is {}
        return browser;
    }

    public static Task<LiveBrowser> ConnectAsync(WebUiFactory web, string userName) =>
        ConnectAsync(web.Server, web.TokenOf(userName, Roles.Annotator));

    /// <summary>Invokes a hub method and waits until the hub has done it; notices that come before its answer are kept.</summary>
    public async Task InvokeAsync(string method, params object?[] arguments)
    {
        await SendInvocationAsync(method, arguments);
        var notices = new List<JsonElement>();
        var answer = await ReceiveAsync(message =>
        {
            if (TypeOf(message) == 1)
                notices.Add(message);
            return TypeOf(message) == 3;
        });
        Assert.False(answer.TryGetProperty("error", out var error), error.ToString());
        var later = _received.ToList();
        _received.Clear();
        foreach (var message in notices.Concat(later))
            _received.Enqueue(message);
    }

    public Task SendInvocationAsync(string method, params object?[] arguments) =>
        SendAsync(JsonSerializer.Serialize(new { type = 1, invocationId = "1", target = method, arguments }));

    /// <summary>The next notice, whatever it is, besides those of one name.</summary>
    public async Task<(string Name, JsonElement Event)> NextAsync(string? besides = null)
    {
        var message = await ReceiveAsync(message => TypeOf(message) == 1 && message.GetProperty("target").GetString() != besides);
        return (message.GetProperty("target").GetString()!, message.GetProperty("arguments")[0]);
    }

    private static int TypeOf(JsonElement message) => message.TryGetProperty("type", out var type) ? type.GetInt32() : 0;

    private Task SendAsync(string json) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(json + RecordSeparator), WebSocketMessageType.Text, true, CancellationToken.None);

    private async Task<JsonElement> ReceiveAsync(Predicate<JsonElement> isWanted)
    {
        using var deadline = new CancellationTokenSource(Patience);
        var buffer = new byte[16 * 1024];
        while (true)
        {
            while (_received.TryDequeue(out var message))
            {
                if (isWanted(message))
                    return message;
            }

            var part = await _socket.ReceiveAsync(buffer, deadline.Token);
            Assert.NotEqual(WebSocketMessageType.Close, part.MessageType);
            _partial.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
            var records = _partial.ToString().Split(RecordSeparator);
            foreach (var record in records[..^1])
                _received.Enqueue(JsonDocument.Parse(record).RootElement.Clone());
            _partial.Clear().Append(records[^1]);
        }
    }

    public void Dispose() => _socket.Dispose();
}
