using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Voxmark.FellowOakDicom.Tests.Conformance;

/// <summary>What pydicom or DCMTK read in one file.</summary>
/// <param name="Error">Why it read nothing; otherwise null.</param>
internal sealed record ReferenceReading(string File, string? Error, IReadOnlyList<ListedElement> Elements);

/// <summary>
/// pydicom and DCMTK (Debian's packages) over many files at once: see reference.py. Frames are pixel by pixel, one byte for
/// each single bit; DCMTK decodes the compressed ones, pydicom reads the others.
/// </summary>
internal sealed class ReferenceReaders : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("conformance").FullName;

    public ReferenceReaders(IReadOnlyList<string> files)
    {
        var list = Path.Combine(_folder, "files");
        File.WriteAllLines(list, files);
        Run(list);
        Readings = new Dictionary<string, IReadOnlyList<ReferenceReading>>
        {
            ["pydicom"] = Read("pydicom.jsonl"),
            ["dcmtk"] = Read("dcmtk.jsonl"),
        };
    }

    /// <summary>By tool; in the order of the files.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ReferenceReading>> Readings { get; }

    /// <returns>Null where neither of the two decodes the file's frames.</returns>
    public byte[]? Pixels(int file)
    {
        var path = Path.Combine(_folder, $"{file}.pixels");
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Run(string list, [CallerFilePath] string thisFile = "")
    {
        var script = Path.Combine(Path.GetDirectoryName(thisFile)!, "reference.py");
        var start = new ProcessStartInfo("/usr/bin/python3", [script, list, _folder]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
    }

    private ReferenceReading[] Read(string name) =>
        [.. File.ReadLines(Path.Combine(_folder, name)).Select(line => Parse(JsonDocument.Parse(line).RootElement))];

    private static ReferenceReading Parse(JsonElement json) => new(
        json.GetProperty("file").GetString()!, json.GetProperty("error").GetString(),
        [.. json.GetProperty("elements").EnumerateArray()
            .Select(part => new ListedElement(part[0].GetString()!, part[1].GetString()!, part[2].GetString()!, part[3].GetString()!))]);
}
