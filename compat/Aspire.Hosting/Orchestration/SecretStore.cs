using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// Generated parameter values, kept in the data folder as <c>secrets.json</c> (mode 600) and visible in configuration
/// like user secrets: below everything that is configured by hand. Thread-safe.
/// </summary>
internal sealed class SecretStore(DataFolder folder) : ConfigurationProvider, IConfigurationSource
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,   // a person may copy a password from here
    };

    private readonly Lock _gate = new();
    private string? _loadedFrom;

    private string FilePath => folder.PathOf("secrets.json");

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Reads the file on the first question, because the host may choose its folder after it has a builder.</summary>
    public override bool TryGet(string key, out string? value)
    {
        value = null;
        if (!key.StartsWith("Parameters:", StringComparison.OrdinalIgnoreCase)) return false;
        lock (_gate)
        {
            Read();
            return Data.TryGetValue(key, out value);
        }
    }

    /// <summary>The stored value, or a new one that is on disk when this returns.</summary>
    public string GetOrAdd(string key, Func<string> generate)
    {
        lock (_gate)
        {
            Read();
            if (Data.TryGetValue(key, out var known) && known is not null) return known;
            var value = generate();
            Data[key] = value;
            Write();
            return value;
        }
    }

    private void Read()
    {
        if (_loadedFrom == FilePath || !File.Exists(FilePath)) return;
        _loadedFrom = FilePath;
        using var file = File.OpenRead(FilePath);
        Data = new Dictionary<string, string?>(
            JsonSerializer.Deserialize<Dictionary<string, string?>>(file) ?? [], StringComparer.OrdinalIgnoreCase);
    }

    private void Write()
    {
        _loadedFrom = FilePath;
        var newFile = FilePath + ".new";
        Directory.CreateDirectory(folder.Path);
        using (var file = new FileStream(newFile, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            JsonSerializer.Serialize(file, Data, Readable);
            file.Flush(flushToDisk: true);
        }

        File.Move(newFile, FilePath, overwrite: true);
    }
}
