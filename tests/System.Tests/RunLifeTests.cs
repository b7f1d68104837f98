using System.Net;

namespace Voxmark.SystemTests;

/// <summary>run.sh on an older data folder, through the death of its orchestrator, without a network, and asked to end.</summary>
[Collection(RunningSystemGroup.Name)]
public sealed class RunLifeTests(SeenRuns runs) : IClassFixture<SeenRuns>
{
    private static readonly string[] Programs =
        ["gateway", "web", "ingest", "labeling", "inference", "quant", "rabbitmq", "postgres"];

    public static TheoryData<string> OrchestratorPrograms => [.. SeenRuns.OrchestratorPrograms];

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void Run_AskedToEnd_StopsEverythingInOrderAndCleanly(string signal)
    {
        var end = runs.Ends[signal];

        Assert.Empty(end.Left);
        Assert.Equal(0, end.ExitCode);
        Assert.All(end.Stops, stop => Assert.Equal("stopped", stop.How)); // no exit code, no kill
        Assert.Equal(Programs.Order(), end.Stops.Select(stop => stop.Program).Order());
        Assert.Equal("gateway", end.Stops[0].Program);
        Assert.Equal(["postgres", "rabbitmq"], end.Stops.TakeLast(2).Select(stop => stop.Program).Order());
        Assert.Contains("shut down", end.ClusterState, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(OrchestratorPrograms))]
    public void Run_WhenTheOrchestratorDies_ComesBack(string program) =>
        Assert.Equal(HttpStatusCode.OK, runs.AnswersAfterTheDeathOf[program]);

    [Fact]
    public void Run_OnADataFolderOfTheFirstHost_GoesOnWithItsClusterAndSecrets() => Assert.Equal("off", runs.DataChecksums);

    [NoNetworkFact]
    public void Run_WithoutANetwork_GetsReady() => Assert.Contains("TERM", runs.Ends.Keys);
}
