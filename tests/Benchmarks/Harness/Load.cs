using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Voxmark.Benchmarks.Harness;

/// <summary>
/// GET requests by several connections, each asking again as soon as it is answered. Bare sockets whose bodies are read and
/// dropped: on two cores, what a client spends is missing at the server.
/// </summary>
internal sealed class Load : IDisposable
{
    private const int Connections = 4;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    private readonly byte[][] _requests;
    private readonly Connection[] _connections;
    private int _next;

    /// <param name="paths">Asked for in turn.</param>
    /// <param name="headers">Lines of the request's head, without their ends.</param>
    public Load(Uri server, IEnumerable<string> paths, params string[] headers)
    {
        _requests = [.. paths.Select(path => Encoding.ASCII.GetBytes(
            string.Join("\r\n", [$"GET {path} HTTP/1.1", $"Host: {server.Authority}", .. headers, "", ""])))];
        _connections = [.. Enumerable.Range(0, Connections).Select(_ => new Connection(server))];
    }

    /// <summary>Answers per second; after a warm-up, over two seconds.</summary>
    public async Task<double> RateAsync()
    {
        await RunAsync(WarmUp);
        var start = Stopwatch.GetTimestamp();
        var count = await RunAsync(Duration);
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Median rates of three loads, measured in turn; 0 for one that is not there.</summary>
    public static async Task<(double First, double Second, double Third)> RatesAsync(int rounds, Load? first, Load? second, Load? third)
    {
        Load?[] loads = [first, second, third];
        var rates = loads.Select(_ => new Samples()).ToArray();
        for (var round = 0; round < rounds; round++)
            for (var i = 0; i < loads.Length; i++)
                rates[i].Add(loads[i] is { } load ? await load.RateAsync() : 0);
        return (rates[0].Median, rates[1].Median, rates[2].Median);
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }

    private async Task<int> RunAsync(TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(_connections.Select(connection => Task.Run(async () =>
        {
            var count = 0;
            for (; Stopwatch.GetElapsedTime(start) < duration; count++)
                await connection.GetAsync(_requests[Interlocked.Increment(ref _next) % _requests.Length]);
            connection.Dispose(); // some servers close what is idle until the next round
            return count;
        })));
        return counts.Sum();
    }

    private sealed class Connection(Uri server) : IDisposable
    {
        private readonly Uri _server = server;
        private readonly byte[] _buffer = new byte[256 * 1024];
        private Socket? _socket;

        public async Task GetAsync(byte[] request)
        {
            if (_socket is null)
            {
                _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await _socket.ConnectAsync(_server.Host, _server.Port);
            }

            await _socket.SendAsync(request);
            var (read, headEnd) = (0, -1);
            while (headEnd < 0)
            {
                read += await ReceiveAsync(_buffer.AsMemory(read));
                headEnd = _buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8);
            }

            var head = Encoding.ASCII.GetString(_buffer, 0, headEnd);
            var left = BodyBytes(head) - (read - headEnd - 4);
            while (left > 0)
                left -= await ReceiveAsync(_buffer.AsMemory(0, (int)Math.Min(left, _buffer.Length)));
            if (head.Contains("Connection: close", StringComparison.OrdinalIgnoreCase))
                Dispose();
        }

        public void Dispose()
        {
            _socket?.Dispose();
            _socket = null;
        }

        private static long BodyBytes(string head)
        {
            const string length = "Content-Length:";
            var lines = head.Split("\r\n");
            var line = lines.FirstOrDefault(line => line.StartsWith(length, StringComparison.OrdinalIgnoreCase));
            return lines[0].Contains(" 200 ", StringComparison.Ordinal) && line is not null
                ? long.Parse(line.AsSpan(length.Length), CultureInfo.InvariantCulture)
                : throw new InvalidOperationException($"Answered with {lines[0]}, {line ?? "without Content-Length"}.");
        }

        private async Task<int> ReceiveAsync(Memory<byte> buffer) => await _socket!.ReceiveAsync(buffer) is > 0 and var read
            ? read
            : throw new InvalidOperationException($"{_server} closed the connection.");
    }
}
