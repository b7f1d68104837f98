using System.Text;
using Microsoft.Extensions.Options;
using Voxmark.ServiceDefaults.Storage;

namespace Voxmark.ServiceDefaults.Tests.Storage;

public sealed class ObjectStoreTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("voxmark-store-").FullName;
    private readonly ObjectStore _store;

    public ObjectStoreTests() => _store = new ObjectStore(Options.Create(new ObjectStoreOptions { Root = _root }));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../outside")]
    public void PathOf_WhenTheKeyLeavesTheStore_Throws(string key) =>
        Assert.Throws<ArgumentException>(() => _store.PathOf(key));

    [Fact]
    public async Task WriteAsync_WhenDone_TheObjectIsThere()
    {
        await _store.WriteAsync("a/b", stream => stream.WriteAsync("content"u8.ToArray()).AsTask());

        Assert.Equal("content", await File.ReadAllTextAsync(_store.PathOf("a/b"), Encoding.UTF8));
    }

    [Fact]
    public async Task WriteAsync_WhenWritingFails_TheOldObjectStaysAndNothingElse()
    {
        await _store.WriteAsync("a/b", stream => stream.WriteAsync("old"u8.ToArray()).AsTask());

        await Assert.ThrowsAsync<IOException>(() => _store.WriteAsync("a/b", async stream =>
        {
            await stream.WriteAsync("ne"u8.ToArray());
            throw new IOException("disk full");
        }));

        Assert.Equal("old", await File.ReadAllTextAsync(_store.PathOf("a/b")));
        Assert.Equal(["b"], Directory.GetFiles(Path.Combine(_root, "a")).Select(Path.GetFileName));
    }
}
