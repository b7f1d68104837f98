using System.Diagnostics;
using System.Net;

namespace Voxmark.SystemTests;

/// <summary>
/// A service that neither answers nor ends (SIGSTOP: the process is there, its port takes connections): the gateway says so,
/// and the host replaces it.
/// </summary>
[Collection(RunningSystemGroup.Name)]
public sealed class HungServiceTests(RunningSystem system)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Service_ThatHangs_IsReplacedAndWorksAgain()
    {
        var hung = Find() ?? throw new InvalidOperationException("LabelingService does not run.");
        await SignalAsync(hung, "STOP");
        try
        {
            using (var answer = await system.Client.GetAsync("/api/templates"))
            {
                Assert.Contains(
                    answer.StatusCode,
                    new[] { HttpStatusCode.GatewayTimeout, HttpStatusCode.ServiceUnavailable, HttpStatusCode.BadGateway });
            }

            for (var deadline = DateTime.UtcNow + Patience; !await WorksAsync() || Find() == hung; await Task.Delay(500))
                Assert.True(DateTime.UtcNow < deadline, $"It was not replaced within {Patience}.");
        }
        finally
        {
            if (Find() == hung)
                await SignalAsync(hung, "CONT");
        }
    }

    private async Task<bool> WorksAsync()
    {
        using var answer = await system.Client.GetAsync("/api/templates");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private int? Find() => system.Processes()
        .Where(process => process.CommandLine.Contains("LabelingService.dll", StringComparison.Ordinal))
        .Select(process => (int?)process.Id).FirstOrDefault();

    private static async Task SignalAsync(int process, string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, $"{process}"]);
        await kill.WaitForExitAsync();
    }
}
