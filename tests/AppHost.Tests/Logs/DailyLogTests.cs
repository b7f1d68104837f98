using Voxmark.AppHost.Logs;

namespace Voxmark.AppHost.Tests.Logs;

public sealed class DailyLogTests : IDisposable
{
    private static readonly DateTime Evening = new(2026, 11, 28, 23, 59, 59, 500);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_AcrossMidnight_BeginsANewFile()
    {
        using var log = new DailyLog(_folder.Path, "ingest");

        log.Write("late", Evening);
        log.Write("early", Evening.AddSeconds(1));

        Assert.Equal("2026-11-28 23:59:59.500 late\n", File.ReadAllText(_folder.PathOf("2026-11-28/ingest.log")));
        Assert.Equal("2026-11-29 00:00:00.500 early\n", File.ReadAllText(_folder.PathOf("2026-11-29/ingest.log")));
    }

    [Fact]
    public void Write_AfterARestart_GoesOn()
    {
        using (var before = new DailyLog(_folder.Path, "ingest")) before.Write("one", Evening);
        using (var after = new DailyLog(_folder.Path, "ingest")) after.Write("two", Evening);

        Assert.Equal(2, File.ReadLines(_folder.PathOf("2026-11-28/ingest.log")).Count());
    }

    /// <summary>Writing to /dev/full fails as on a full disk.</summary>
    [Fact]
    public void Write_WhileTheDiskIsFull_DropsLinesAndSaysSoLater()
    {
        Directory.CreateDirectory(_folder.PathOf("2026-11-28"));
        var file = _folder.PathOf("2026-11-28/ingest.log");
        File.CreateSymbolicLink(file, "/dev/full");
        using var log = new DailyLog(_folder.Path, "ingest");

        log.Write("lost", Evening);
        log.Write("lost too", Evening);
        File.Delete(file);
        log.Write("there is room again", Evening);

        Assert.Equal(
            ["2026-11-28 23:59:59.500 … 2 lines could not be written here", "2026-11-28 23:59:59.500 there is room again"],
            File.ReadLines(file));
        Assert.Equal(["lost", "lost too", "there is room again"], log.Tail());
    }

    [Fact]
    public void RemoveOlderThan_Keeps_LaterDaysAndWhatIsNoDay()
    {
        foreach (var name in new[] { "2026-10-28", "2026-10-29", "2026-11-28", "other" }) Directory.CreateDirectory(_folder.PathOf(name));

        LogFiles.RemoveOlderThan(_folder.Path, new DateOnly(2026, 10, 29));

        Assert.Equal(["2026-10-29", "2026-11-28", "other"], Directory.EnumerateDirectories(_folder.Path).Select(Path.GetFileName).Order());
    }
}
