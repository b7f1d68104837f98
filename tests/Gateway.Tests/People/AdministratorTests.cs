namespace Voxmark.Gateway.Tests.People;

public sealed class AdministratorTests(GatewayFactory gateway) : IClassFixture<GatewayFactory>
{
    /// <summary>The host tells a made-up password by that note; an installation that has an administrator has another.</summary>
    [Fact]
    public async Task SeedAdministrator_WhenItMakesOneAndOnlyThen_LeavesANote()
    {
        Assert.Equal("admin", await File.ReadAllTextAsync(gateway.NoteFile));
        File.Delete(gateway.NoteFile);

        await gateway.SeedAgainAsync();

        Assert.False(File.Exists(gateway.NoteFile));
    }
}
