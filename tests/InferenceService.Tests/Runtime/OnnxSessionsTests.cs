using Microsoft.Extensions.Logging.Abstractions;
using Voxmark.InferenceService.Runtime;

namespace Voxmark.InferenceService.Tests.Runtime;

public sealed class OnnxSessionsTests
{
    [Fact]
    public void Expect_BeforeAnyRun_KnowsNothing()
    {
        using var sessions = new OnnxSessions(NullLogger<OnnxSessions>.Instance);

        Assert.Null(sessions.Expect(ShippedBundles.Catalog().Find("hu-threshold")!, 1000));
    }

    [Fact]
    public void Expect_AfterARun_GrowsWithTheValues()
    {
        using var sessions = new OnnxSessions(NullLogger<OnnxSessions>.Instance);
        var bundle = ShippedBundles.Catalog().Find("hu-threshold")!;
        sessions.Run(bundle, new float[6], [1, 1, 2, 3], [1, 1, 2, 3], default);

        var (one, ten) = (sessions.Expect(bundle, 1_000_000)!.Value, sessions.Expect(bundle, 10_000_000)!.Value);

        Assert.True(one > TimeSpan.Zero);
        Assert.Equal(10, ten / one, 0.001);
    }
}
