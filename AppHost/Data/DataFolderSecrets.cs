using System.Text.Encodings.Web;
using System.Text.Json;

namespace Voxmark.AppHost.Data;

/// <summary>
/// Generated secrets, in <c>secrets.json</c> of the data folder (mode 600): they belong to the data, not to the account
/// that started the host. Thread-safe.
/// </summary>
internal sealed class DataFolderSecrets(string dataFolder)
{
    private static readonly JsonSerializerOptions s_readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,   // a person may copy a password from here
    };

    private readonly Lock _gate = new();
    private readonly string _file = Path.Combine(dataFolder, "secrets.json");

    /// <summary>The stored value, or a new one that is on disk when this returns.</summary>
    public string GetOrAdd(string parameter, Func<string> make)
    {
        lock (_gate)
        {
            var all = File.Exists(_file) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(_file))! : [];
            if (all.TryGetValue($"Parameters:{parameter}", out var known)) return known;
            var made = all[$"Parameters:{parameter}"] = make();
            Write(all);
            return made;
        }
    }

    private void Write(Dictionary<string, string> all)
    {
        using (var stream = new FileStream($"{_file}.new", new FileStreamOptions
        {
            Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            JsonSerializer.Serialize(stream, all, s_readable);
            stream.Flush(flushToDisk: true);
        }

        File.Move($"{_file}.new", _file, overwrite: true);
    }
}
