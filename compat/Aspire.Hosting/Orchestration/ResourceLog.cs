using System.Globalization;
using System.Text;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// What a resource printed: all of it in a file, the last lines in memory. A file that has grown past
/// <see cref="FileLimitBytes"/> becomes <c>.log.1</c> and a new one begins. Thread-safe.
/// </summary>
internal sealed class ResourceLog(string path) : IDisposable
{
    private const int TailLines = 400;
    private const long FileLimitBytes = 16 << 20;

    private readonly Lock _gate = new();
    private readonly Queue<string> _tail = new();
    private StreamWriter? _file;
    private bool _closed;

    public void Write(string line)
    {
        var time = DateTimeOffset.Now.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
        lock (_gate)
        {
            if (_tail.Count == TailLines) _tail.Dequeue();
            _tail.Enqueue($"{time[11..]} {line}");
            if (_closed) return;
            _file ??= Open();
            _file.WriteLine($"{time} {line}");
            if (_file.BaseStream.Length > FileLimitBytes) Roll();
        }
    }

    public IReadOnlyList<string> Tail(int lines)
    {
        lock (_gate) return [.. _tail.TakeLast(lines)];
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _file?.Dispose();
        }
    }

    private StreamWriter Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new StreamWriter(path, append: true, new UTF8Encoding(false)) { AutoFlush = true };
    }

    private void Roll()
    {
        _file!.Dispose();
        File.Move(path, path + ".1", overwrite: true);
        _file = null;
    }
}
