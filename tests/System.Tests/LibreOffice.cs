using System.Diagnostics;

namespace Voxmark.SystemTests;

/// <summary>The other spreadsheet that users have: it must open our workbooks without a word.</summary>
internal static class LibreOffice
{
    /// <summary>Opens a workbook and converts its first sheet to CSV; fails when LibreOffice cannot.</summary>
    /// <returns>The first sheet's text.</returns>
    public static async Task<string> OpensAsync(string workbook)
    {
        var folder = Directory.CreateTempSubdirectory("voxmark-office-").FullName;
        var start = new ProcessStartInfo("soffice")
        {
            ArgumentList =
            {
                $"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "csv", "--outdir", folder, workbook,
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        var csv = Path.Combine(folder, Path.ChangeExtension(Path.GetFileName(workbook), ".csv"));
        Assert.True(File.Exists(csv), $"LibreOffice did not open the workbook: {await process.StandardError.ReadToEndAsync()}");
        var text = await File.ReadAllTextAsync(csv);
        Directory.Delete(folder, recursive: true);
        return text;
    }
}
