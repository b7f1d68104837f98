using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Voxmark.ServiceDefaults.Objects;

/// <summary>Whether the store can be written, and has room. It is degraded rather than unhealthy otherwise: what is stored
/// can be read all the same, and starting services again makes no room.</summary>
internal sealed class ObjectsHealth(IObjects objects) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Problem() is { } problem ? HealthCheckResult.Degraded(problem) : HealthCheckResult.Healthy());

    private string? Problem()
    {
        try
        {
            var space = objects.Space();
            if (space.IsBelowReserve)
                return $"The disk of the object store is full: nothing more is stored. {space.FreeBytes >> 20} MB are free.";
            using (var probe = objects.Stage())
                File.WriteAllBytes(probe.Path, new byte[4096]);
            return space.IsLow
                ? $"The disk of the object store is nearly full: {space.FreeBytes >> 20} of {space.TotalBytes >> 20} MB are free."
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"The object store cannot be written: {exception.Message}";
        }
    }
}
