using Voxmark.AppHost.Data;

namespace Voxmark.AppHost.Tests.Data;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Take_OfAFolderInUse_IsRefusedWithItsName()
    {
        var first = DataFolder.Take(_folder.Path);

        var refusal = Assert.Throws<RefusedStartException>(() => DataFolder.Take(_folder.Path));

        Assert.Contains(_folder.Path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("in use by another running instance", refusal.Message, StringComparison.Ordinal);
        first.Leave();
    }

    [Fact]
    public void Take_AfterTheOtherHasLeft_FindsNothingLeftBehind()
    {
        DataFolder.Take(_folder.Path).Leave();

        var second = DataFolder.Take(_folder.Path);

        Assert.False(second.WasLeftBehind);
        second.Leave();
    }

    [Fact]
    public void Take_AfterAHostThatDied_KnowsIt()
    {
        File.WriteAllText(_folder.PathOf("host.lock"), "running"); // what a killed host leaves

        var folder = DataFolder.Take(_folder.Path);

        Assert.True(folder.WasLeftBehind);
        folder.Leave();
    }

    [Fact]
    public void Take_OfAFolderThatIsNotThere_MakesOneThatOthersCannotLookInto()
    {
        var path = _folder.PathOf("a/b");

        DataFolder.Take(path).Leave();
        File.WriteAllText(Path.Combine(path, "file"), "");

        Assert.Equal((UnixFileMode)0b111_001_001, File.GetUnixFileMode(path));
        Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(Path.Combine(path, "file")));
    }
}
