namespace Voxmark.AppHost.Tests;

/// <summary>Programs that end well or badly, whatever they are asked, in an engine's place.</summary>
public sealed class ContainerEngineTests
{
    [Fact]
    public void Require_WhenOneAnswers_Passes() => ContainerEngine.Require(["no-such-engine", "true"]);

    [Fact]
    public void Require_WhenNoneAnswers_SaysWhyOfEach()
    {
        var refusal = Assert.Throws<RefusedStartException>(() => ContainerEngine.Require(["no-such-engine", "false"]));

        Assert.Contains("no-such-engine: is not installed", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("false: ends with exit code 1", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--containers", refusal.Message, StringComparison.Ordinal);
    }
}
