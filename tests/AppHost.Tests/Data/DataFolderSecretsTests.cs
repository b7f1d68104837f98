using Voxmark.AppHost.Data;

namespace Voxmark.AppHost.Tests.Data;

public sealed class DataFolderSecretsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void GetOrAdd_AtTheNextStart_IsTheSame()
    {
        var made = new DataFolderSecrets(_folder.Path).GetOrAdd("some-key", () => "first");

        Assert.Equal(made, new DataFolderSecrets(_folder.Path).GetOrAdd("some-key", () => "second"));
    }

    [Fact]
    public void GetOrAdd_OfAnother_KeepsTheFirst()
    {
        var secrets = new DataFolderSecrets(_folder.Path);
        secrets.GetOrAdd("one", () => "1");
        secrets.GetOrAdd("two", () => "2");

        Assert.Equal(("1", "2"), (secrets.GetOrAdd("one", () => ""), secrets.GetOrAdd("two", () => "")));
    }

    [Fact]
    public void GetOrAdd_Writes_AFileThatOnlyItsOwnerReads()
    {
        new DataFolderSecrets(_folder.Path).GetOrAdd("some-key", () => "value");

        Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(_folder.PathOf("secrets.json")));
    }

    [Fact]
    public void GetDefaultValue_OfASecret_HasItsLengthAndOnlyLettersAndDigits()
    {
        var secret = new StoredParameterDefault(new DataFolderSecrets(_folder.Path), "some-key", length: 44);

        Assert.Matches("^[A-Za-z0-9]{44}$", secret.GetDefaultValue());
    }
}
