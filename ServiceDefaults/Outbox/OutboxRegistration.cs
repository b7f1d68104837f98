using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Voxmark.ServiceDefaults.Outbox;

internal static class OutboxRegistration
{
    /// <summary>Sends what <see cref="OutboxModel.Publish"/> left in this context's outbox.</summary>
    public static IHostApplicationBuilder AddOutbox<TContext>(this IHostApplicationBuilder builder)
        where TContext : DbContext
    {
        builder.Services.AddSingleton<OutboxBacklog>();
        builder.Services.AddHealthChecks().AddCheck<OutboxBacklog>("outbox");
        builder.Services.AddHostedService<OutboxDispatcher<TContext>>();
        return builder;
    }
}
