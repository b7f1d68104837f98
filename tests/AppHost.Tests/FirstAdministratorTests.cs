namespace Voxmark.AppHost.Tests;

public sealed class FirstAdministratorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Introduce_WhenTheJobHasMadeOne_TellsTheMadeUpPasswordOnce()
    {
        File.WriteAllText(FirstAdministrator.Note(_folder.Path), "admin");

        Assert.Contains("made-up-1", FirstAdministrator.Introduce(_folder.Path, "made-up-1"), StringComparison.Ordinal);
        Assert.Null(FirstAdministrator.Introduce(_folder.Path, "made-up-1"));
    }

    /// <summary>An installation whose administrator has another password, started without it being configured.</summary>
    [Fact]
    public void Introduce_WhenThereWasOne_DoesNotTellAPasswordThatDoesNotWork() =>
        Assert.Null(FirstAdministrator.Introduce(_folder.Path, "made-up-1"));

    [Fact]
    public void Introduce_WhenThePasswordWasConfigured_DoesNotRepeatIt()
    {
        File.WriteAllText(FirstAdministrator.Note(_folder.Path), "admin");

        Assert.Null(FirstAdministrator.Introduce(_folder.Path, madeUpPassword: null));
    }
}
