using Microsoft.Extensions.DependencyInjection;

namespace Voxmark.ServiceDefaults.Upkeep;

public static class UpkeepRegistration
{
    /// <summary>
    /// What a service sees to by itself: once after the start and then again and again, each time in a scope of its own. A
    /// round that fails (the database or the store is away) is logged, and the next one tries again. Every replica does it:
    /// the work must be safe to be done by two at once.
    /// </summary>
    public static IServiceCollection AddUpkeep<TUpkeep>(
        this IServiceCollection services, TimeSpan interval, Func<TUpkeep, CancellationToken, Task> round)
        where TUpkeep : class =>
        services.AddScoped<TUpkeep>().AddHostedService(
            provider => ActivatorUtilities.CreateInstance<Rounds<TUpkeep>>(provider, interval, round));
}
