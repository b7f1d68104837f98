using Microsoft.Extensions.Hosting;

namespace Voxmark.AppHost.Supervision;

/// <summary>
/// A program that runs but answers nothing is as good as dead, and nobody starts it again: after half a minute of silence
/// it is ended, and so replaced. What is alive but not ready (its database is down) is left alone.
/// </summary>
internal sealed class LivenessWatch(DistributedApplicationModel model, Programs programs, ConsoleReporter console) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly Dictionary<int, DateTime> _lastAnswers = [];
    private readonly HttpClient _http = new() { Timeout = s_interval };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var asked = model.Resources.SelectMany(resource => resource.Annotations.OfType<LivenessAnnotation>()
                .SelectMany(liveness => programs.Of(resource).Where(program => program.Url is not null)
                    .Select(program => (
                        Program: program,
                        Answer: AnswersAsync(new Uri(program.Url!, liveness.Path), stoppingToken))))).ToList();
            await Task.WhenAll(asked.Select(one => one.Answer));
            foreach (var (program, answer) in asked)
            {
                if (await answer) _lastAnswers[program.ProcessId] = DateTime.UtcNow;
                else if (!stoppingToken.IsCancellationRequested) ReplaceWhenSilent(program);
            }
        }
    }

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    /// <summary>One that has never answered, and never was ready, is still starting.</summary>
    private void ReplaceWhenSilent(RunningProgram program)
    {
        if (programs.WasHealthy(program.ProcessId))
            _lastAnswers.TryAdd(program.ProcessId, DateTime.UtcNow); // it hung before we first asked
        if (!_lastAnswers.TryGetValue(program.ProcessId, out var last) || DateTime.UtcNow - last < s_patience) return;
        _lastAnswers.Remove(program.ProcessId);
        console.Say($"! {program.ResourceId} has not answered for {s_patience.TotalSeconds:0} s and is replaced");
        Programs.Kill(program.ProcessId);
    }

    private async Task<bool> AnswersAsync(Uri address, CancellationToken ct)
    {
        try
        {
            using var answer = await _http.GetAsync(address, ct);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
