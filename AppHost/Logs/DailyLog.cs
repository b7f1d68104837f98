using System.Globalization;
using System.Text;

namespace Voxmark.AppHost.Logs;

/// <summary>
/// What one resource printed: a file for each day, <c>logs/2026-11-28/ingest.log</c>, and the last lines in memory. A line
/// that cannot be written (the disk is full) is dropped and counted, and the next one that can says how many were. Never
/// throws, never waits. Thread-safe.
/// </summary>
internal sealed class DailyLog(string logs, string name) : IDisposable
{
    private const int TailLines = 15;

    private readonly Lock _gate = new();
    private readonly Queue<string> _tail = new();
    private FileStream? _file;
    private DateOnly _day;
    private long _lost;

    /// <param name="at">In the time zone that the days are counted in.</param>
    public void Write(string line, DateTime at)
    {
        lock (_gate)
        {
            if (_tail.Count == TailLines) _tail.Dequeue();
            _tail.Enqueue(line);
            try
            {
                var file = FileOf(DateOnly.FromDateTime(at));
                if (_lost > 0) Append(file, at, $"… {_lost} lines could not be written here");
                _lost = 0;
                Append(file, at, line);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _lost++;
                Close();
            }
        }
    }

    public IReadOnlyList<string> Tail()
    {
        lock (_gate) return [.. _tail];
    }

    public void Dispose()
    {
        lock (_gate) Close();
    }

    private FileStream FileOf(DateOnly day)
    {
        if (_file is not null && _day == day) return _file;
        Close();
        var folder = Path.Combine(logs, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        _day = day;
        return _file = new FileStream(
            Path.Combine(folder, $"{name}.log"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete,
            bufferSize: 0);
    }

    private static void Append(FileStream file, DateTime at, string line) =>
        file.Write(Encoding.UTF8.GetBytes($"{at.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)} {line}\n"));

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }
}
