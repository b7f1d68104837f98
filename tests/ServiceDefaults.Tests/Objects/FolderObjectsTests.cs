using System.Runtime.Versioning;
using System.Text;
using Microsoft.Extensions.Options;
using Voxmark.ServiceDefaults.Objects;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.ServiceDefaults.Tests.Objects;

public sealed partial class FolderObjectsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("voxmark-objects-").FullName;
    private readonly FolderObjects _objects;

    public FolderObjectsTests() => _objects = new FolderObjects(Options.Create(new ObjectStoreOptions { Root = _root, ReserveBytes = 0 }));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../outside")]
    [InlineData("")]
    public async Task Key_WhenItLeavesTheStore_IsRefusedEverywhere(string key)
    {
        await PutAsync("a/b", "content");
        using var staged = Stage("other");

        await Assert.ThrowsAsync<ArgumentException>(() => _objects.FindAsync(key).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => _objects.OpenAsync(key).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => _objects.LocalAsync(key).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => PutAsync(key, "other"));
        await Assert.ThrowsAsync<ArgumentException>(() => _objects.CommitAsync(staged, key));
        await Assert.ThrowsAsync<ArgumentException>(() => _objects.MoveAsync("a/b", key));
        await Assert.ThrowsAsync<ArgumentException>(() => _objects.MoveAsync(key, "a/b"));
        await Assert.ThrowsAsync<ArgumentException>(() => _objects.DeleteAsync(key));
        Assert.Equal("content", await ReadAsync("a/b"));
    }

    [Theory]
    [InlineData("../")]
    [InlineData("a/../../")]
    [InlineData("")]
    [InlineData("./")]
    [InlineData("a")] // would be its neighbours' beginning, too
    public async Task DeleteAll_OfTheStoreOrOfWhatIsOutside_IsRefused(string prefix)
    {
        await PutAsync("a/b", "content");

        await Assert.ThrowsAsync<ArgumentException>(() => _objects.DeleteAllAsync(prefix));

        Assert.Equal("content", await ReadAsync("a/b"));
    }

    [Fact]
    public async Task Put_WhenDone_TheObjectIsThere()
    {
        Assert.True(await PutAsync("a/b", "content"));

        Assert.Equal("content", await ReadAsync("a/b"));
        var found = (await _objects.FindAsync("a/b"))!;
        Assert.Equal(("a/b", 7), (found.Key, found.SizeBytes));
        Assert.InRange(found.WrittenAt, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
    }

    [Fact]
    public async Task Put_WhenWritingFails_TheOldObjectStaysAndNothingElse()
    {
        await PutAsync("a/b", "old");

        await Assert.ThrowsAsync<IOException>(() => _objects.PutAsync("a/b", async stream =>
        {
            await stream.WriteAsync("ne"u8.ToArray());
            throw new IOException("disk full");
        }));

        Assert.Equal("old", await ReadAsync("a/b"));
        Assert.Equal(["a/b"], Files());
    }

    [Fact]
    public async Task Put_WhileItIsWritten_IsNotThere()
    {
        await _objects.PutAsync("a/b", async stream =>
        {
            await stream.WriteAsync("half"u8.ToArray());
            await stream.FlushAsync();

            Assert.Null(await _objects.FindAsync("a/b"));
            Assert.Empty(await KeysAsync(""));
        });

        Assert.Equal(["a/b"], await KeysAsync(""));
    }

    [Fact]
    public async Task Put_OnlyIfAbsent_WhenItIsThere_LeavesItAlone()
    {
        await PutAsync("a/b", "old");

        Assert.False(await PutAsync("a/b", "new", onlyIfAbsent: true));

        Assert.Equal("old", await ReadAsync("a/b"));
        Assert.Equal(["a/b"], Files());
    }

    [Fact] // both have looked before either is there
    public async Task Put_OnlyIfAbsent_WhenAnotherWasFaster_LeavesItAlone()
    {
        var isPut = await _objects.PutAsync("a/b", async stream =>
        {
            await PutAsync("a/b", "faster");
            await stream.WriteAsync("slower"u8.ToArray());
        }, onlyIfAbsent: true);

        Assert.False(isPut);
        Assert.Equal("faster", await ReadAsync("a/b"));
        Assert.Equal(["a/b"], Files());
    }

    [Fact]
    public async Task Put_OnlyIfAbsent_ByMany_OneWins()
    {
        var puts = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => PutAsync("a/b", $"{i}", onlyIfAbsent: true))));

        Assert.Single(puts, isPut => isPut);
        Assert.Equal($"{Array.IndexOf(puts, true)}", await ReadAsync("a/b"));
    }

    [Fact]
    public async Task Commit_OfAStagedFile_PutsItUnderTheKey()
    {
        using (var staged = Stage("content"))
            Assert.True(await _objects.CommitAsync(staged, "a/b"));

        Assert.Equal("content", await ReadAsync("a/b"));
        Assert.Equal(["a/b"], Files());
    }

    [Fact]
    public async Task Commit_OnlyIfAbsent_WhenItIsThere_LeavesItAlone()
    {
        await PutAsync("a/b", "old");

        using (var staged = Stage("new"))
            Assert.False(await _objects.CommitAsync(staged, "a/b", onlyIfAbsent: true));

        Assert.Equal("old", await ReadAsync("a/b"));
        Assert.Equal(["a/b"], Files());
    }

    [Fact]
    public async Task Stage_WhenDiscarded_LeavesNothing()
    {
        using (var staged = Stage("content"))
            Assert.Empty(await KeysAsync(""));

        Assert.Empty(Files());
    }

    [Fact]
    public void Stage_WhenOnlyTheReserveIsLeft_SaysThatTheDiskIsFull()
    {
        var full = new FolderObjects(Options.Create(new ObjectStoreOptions { Root = _root, ReserveBytes = 1L << 60 }));

        Assert.True(DiskFailure.IsIn(Assert.Throws<IOException>(full.Stage)));
    }

    [Fact]
    public async Task DeleteAbandoned_DeletesWhatIsOlderAndStillStaged()
    {
        await PutAsync("a/b", "content");
        using var abandoned = Stage("abandoned");
        using var current = Stage("current");
        File.SetLastWriteTimeUtc(abandoned.Path, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        File.SetLastWriteTimeUtc(Path.Combine(_root, "a", "b"), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        await _objects.DeleteAbandonedAsync(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal([false, true], new[] { abandoned, current }.Select(staged => File.Exists(staged.Path)));
        Assert.Equal("content", await ReadAsync("a/b"));
    }

    [Fact]
    public async Task Move_WhenSomethingIsThere_TakesItsPlace()
    {
        await PutAsync("a/b", "moved");
        await PutAsync("c/d", "old");

        await _objects.MoveAsync("a/b", "c/d");

        Assert.Equal("moved", await ReadAsync("c/d"));
        Assert.Equal(["c/d"], Files());
    }

    [Fact]
    public async Task DeleteAll_OfAPrefix_LeavesItsNeighbours()
    {
        foreach (var key in (string[])["a/1.2/x", "a/1.2/y/z", "a/1.23/x"])
            await PutAsync(key, "content");

        await _objects.DeleteAllAsync("a/1.2/");

        Assert.Equal(["a/1.23/x"], Files());
    }

    [Fact] // who can read these can make sign-in cookies
    [UnsupportedOSPlatform("windows")]
    public async Task Put_OfASecret_MakesAFileForThisAccountOnly()
    {
        await PutAsync(ObjectKeys.DataProtectionKey("key-1"), "secret");

        var file = Path.Combine(_root, "access", "keys", "key-1.xml");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    private Task<bool> PutAsync(string key, string content, bool onlyIfAbsent = false) =>
        _objects.PutAsync(key, stream => stream.WriteAsync(Encoding.UTF8.GetBytes(content)).AsTask(), onlyIfAbsent);

    private StagedObject Stage(string content)
    {
        var staged = _objects.Stage();
        File.WriteAllText(staged.Path, content);
        return staged;
    }

    private async Task<string> ReadAsync(string key)
    {
        await using var content = await _objects.OpenAsync(key);
        return await TextAsync(content);
    }

    private static async Task<string> TextAsync(Stream content)
    {
        using var reader = new StreamReader(content);
        return await reader.ReadToEndAsync();
    }

    private async Task<List<string>> KeysAsync(string prefix) =>
        await _objects.ListAsync(prefix).Select(each => each.Key).Order(StringComparer.Ordinal).ToListAsync();

    /// <summary>All files below the root, whether they are objects or not.</summary>
    private IEnumerable<string> Files() =>
        Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(_root, path));
}
