namespace Aspire.Hosting.Tests;

public sealed class DataFolderTests
{
    [Fact]
    public async Task Start_OnAFolderInUse_IsRefusedWithItsName()
    {
        await using var first = await RunningApplication.StartAsync((_, _) => { });
        await using var second = RunningApplication.CreateBuilder(first.Folder).Build();

        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(() => second.StartAsync());

        Assert.Contains(first.Folder.Path, refusal.Message);
        Assert.Contains("in use by another running instance", refusal.Message);
    }

    [Fact]
    public async Task Parameter_GeneratedAndPersisted_IsTheSameAtTheNextStart()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(await GenerateAsync(folder), await GenerateAsync(folder));
    }

    [Fact]
    public async Task Parameter_GeneratedAndPersisted_IsInAFileThatOnlyItsOwnerReads()
    {
        using var folder = new TemporaryFolder();

        var value = await GenerateAsync(folder);

        var file = folder.PathOf("secrets.json");
        Assert.Contains(value!, await File.ReadAllTextAsync(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Parameter_Persisted_IsVisibleInConfigurationAtTheNextStart()
    {
        using var folder = new TemporaryFolder();
        var value = await GenerateAsync(folder);

        Assert.Equal(value, RunningApplication.CreateBuilder(folder).Configuration["Parameters:some-key"]);
    }

    [Theory]
    [InlineData("--Parameters:some-key=configured")]
    [InlineData("--Parameters:some_key=configured")]
    public async Task Parameter_Configured_IsTakenBeforeAGeneratedOne(string argument)
    {
        using var folder = new TemporaryFolder();
        await GenerateAsync(folder);

        Assert.Equal("configured", await GenerateAsync(folder, argument));
    }

    [Fact]
    public async Task Parameter_WithoutValue_NamesTheSettingThatIsMissing()
    {
        using var folder = new TemporaryFolder();
        var parameter = RunningApplication.CreateBuilder(folder).AddParameter("needed");

        var missing = await Assert.ThrowsAsync<MissingParameterValueException>(
            async () => await parameter.Resource.GetValueAsync(default));

        Assert.Contains("Parameters:needed", missing.Message);
    }

    private static async Task<string?> GenerateAsync(TemporaryFolder folder, params string[] args) =>
        await RunningApplication.CreateBuilder(folder, args)
            .AddParameter("some-key", new GenerateParameterDefault { MinLength = 30 }, secret: true, persist: true)
            .Resource.GetValueAsync(default);
}
