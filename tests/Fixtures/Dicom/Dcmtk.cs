using System.Diagnostics;

namespace Voxmark.Fixtures.Dicom;

/// <summary>DCMTK's command line tools (Debian package dcmtk).</summary>
public static class Dcmtk
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task<(int ExitCode, string Output)> RunAsync(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Sends files, and all below folders, over one association; goes on after failures.</summary>
    /// <param name="syntaxOption">What is proposed before uncompressed syntaxes: an option of storescu.</param>
    public static async Task<string> StoreAsync(int port, IEnumerable<string> paths, string syntaxOption = "-x=") => (await RunAsync(
        "storescu",
        ["-v", "-nh", "+sd", "+r", "-R", syntaxOption, "-aet", "MODALITY", "-aec", "VOXMARK", "127.0.0.1", $"{port}", .. paths])).Output;

    public static int CountOf(string output, string text) =>
        output.Split('\n').Count(line => line.Contains(text, StringComparison.Ordinal));
}
