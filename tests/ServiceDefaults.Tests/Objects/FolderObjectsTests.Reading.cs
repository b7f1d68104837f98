using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.ServiceDefaults.Tests.Objects;

/// <summary>What is read, found and listed.</summary>
public sealed partial class FolderObjectsTests
{
    [Fact]
    public async Task Local_OfAnObjectThatIsReplacedAndDeleted_StaysReadableWhereItWasOpened()
    {
        await PutAsync("a/b", "first");
        using var local = await _objects.LocalAsync("a/b");
        using var file = new StreamReader(File.OpenRead(local.Path));

        await PutAsync("a/b", "other");
        var replaced = await File.ReadAllTextAsync(local.Path);
        await _objects.DeleteAsync("a/b");

        Assert.Equal(("first", "other"), (await file.ReadToEndAsync(), replaced));
    }

    [Fact]
    public async Task Open_OfAnObjectThatIsReplaced_ReadsWhatWasOpened()
    {
        await PutAsync("a/b", "first");
        await using var content = await _objects.OpenAsync("a/b");

        await PutAsync("a/b", "other");

        Assert.Equal("first", await TextAsync(content));
    }

    [Theory]
    [InlineData(0, null, "0123456789")]
    [InlineData(7, null, "789")]
    [InlineData(2, 3L, "234")]
    [InlineData(8, 5L, "89")]
    [InlineData(10, 1L, "")]
    public async Task Open_OfARange_ReadsItAndNoMore(long start, long? length, string expected)
    {
        await PutAsync("a/b", "0123456789");

        await using var content = await _objects.OpenAsync("a/b", start, length);

        Assert.Equal(expected, await TextAsync(content));
    }

    [Fact]
    public async Task WhatIsNotThere_IsSaidSo()
    {
        Assert.Null(await _objects.FindAsync("a/b"));
        Assert.False(await _objects.ExistsAsync("a/b"));
        Assert.False(await _objects.IsWholeAsync("a/b", 0, new byte[32], CancellationToken.None));
        await _objects.DeleteAsync("a/b");
        await _objects.DeleteAllAsync("a/");
        Assert.Empty(await KeysAsync("a/"));
        Assert.Empty(await _objects.ListFoldersAsync("a/").ToListAsync());
        await Assert.ThrowsAsync<FileNotFoundException>(() => _objects.OpenAsync("a/b").AsTask());
        await Assert.ThrowsAnyAsync<IOException>(() => _objects.MoveAsync("a/b", "a/c"));
    }

    [Theory]
    [InlineData("", "a/1.2/x", "a/1.2/y", "a/1.23/x", "ab/x")]
    [InlineData("a/", "a/1.2/x", "a/1.2/y", "a/1.23/x")]
    [InlineData("a/1.2/", "a/1.2/x", "a/1.2/y")]
    [InlineData("a/1.2", "a/1.2/x", "a/1.2/y", "a/1.23/x")]
    [InlineData("a/1.2/x", "a/1.2/x")]
    [InlineData("b/")]
    public async Task List_OfAPrefix_ListsTheKeysThatBeginSo(string prefix, params string[] expected)
    {
        foreach (var key in (string[])["a/1.2/x", "a/1.2/y", "a/1.23/x", "ab/x"])
            await PutAsync(key, "content");
        using var unfinished = Stage("unfinished");

        Assert.Equal(expected, await KeysAsync(prefix));
    }

    [Fact]
    public async Task ListFolders_OfAPrefix_NamesWhatFollows()
    {
        foreach (var key in (string[])["a/1.2/3/x", "a/1.3/x", "a/x", "b/1.4/x"])
            await PutAsync(key, "content");

        Assert.Equal(["1.2", "1.3"], await _objects.ListFoldersAsync("a/").Order().ToListAsync());
    }
}
