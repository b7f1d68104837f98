using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Dicom;

namespace Voxmark.IngestService.Tests.Faults;

/// <summary>Where the files of a case come from: made by ourselves, and from <c>../shared/faults/dicom</c> where that is there.</summary>
public static class FaultCase
{
    public const string Own = "own", Shared = "shared";

    /// <summary>Null where the folder is absent.</summary>
    public static string? Folder { get; } = Find();

    public static TheoryData<string> Sources { get; } = Folder is null ? [Own] : [Own, Shared];

    public static IReadOnlyList<(string Name, byte[] Content)> Files(string source, string name) => source == Own
        ? FaultFiles.Cases[name]()
        : [.. Directory.EnumerateFiles(Path.Combine(Folder!, name)).Order(StringComparer.Ordinal)
            .Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)))];

    public static async Task<IReadOnlyList<FileOutcome>> SendAsync(HttpClient client, string source, string name)
    {
        var upload = await client.StartUploadAsync();
        var outcomes = new List<FileOutcome>();
        foreach (var (file, content) in Files(source, name))
            outcomes.AddRange(await client.SendAsync(upload, file, content));
        await client.CompleteAsync(upload);
        return outcomes;
    }

    public static async Task<(IReadOnlyList<FileOutcome> Outcomes, IReadOnlyList<SeriesDetail> Series)> UploadAsync(
        HttpClient client, string source, string name)
    {
        var outcomes = await SendAsync(client, source, name);
        var series = new List<SeriesDetail>();
        foreach (var uid in outcomes.Select(outcome => outcome.SeriesInstanceUid).OfType<string>().Distinct())
            series.Add(await client.WaitForSeriesAsync(uid));
        return (outcomes, series);
    }

    private static string? Find([System.Runtime.CompilerServices.CallerFilePath] string thisFile = "")
    {
        var repository = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", ".."));
        var folder = Path.GetFullPath(Path.Combine(repository, "..", "shared", "faults", "dicom"));
        return Directory.Exists(folder) ? folder : null;
    }
}

/// <summary>A fact about the shared folder of faults: skipped, and said so, where it is absent.</summary>
internal sealed class SharedFaultsFactAttribute : FactAttribute
{
    public SharedFaultsFactAttribute() => Skip = FaultCase.Folder is null ? "../shared/faults/dicom is not here" : null;
}
