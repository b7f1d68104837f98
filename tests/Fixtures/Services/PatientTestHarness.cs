using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Voxmark.Fixtures.Services;

public static class PatientTestHarness
{
    /// <summary>
    /// MassTransit's in-memory test harness, which waits a minute for what a test looks for. Left alone for its inactivity
    /// timeout it would look no more, for good: the tests of a class share one, and not every one of them sends something.
    /// </summary>
    public static IServiceCollection AddPatientTestHarness(
        this IServiceCollection services, Action<IBusRegistrationConfigurator>? configure = null) =>
        services.AddMassTransitTestHarness(bus =>
        {
            bus.SetTestTimeouts(testTimeout: TimeSpan.FromMinutes(1), testInactivityTimeout: TimeSpan.FromDays(1));
            configure?.Invoke(bus);
        });
}
