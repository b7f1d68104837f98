using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Voxmark.Contracts;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Persistence;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.ServiceDefaults.Outbox;

public static class OutboxEndpoints
{
    private const int MostShown = 500;

    /// <summary><c>/api/outbox/{schema}</c>: what this service could not send, for administrators to send again or to drop.</summary>
    public static RouteGroupBuilder MapOutbox<TContext>(this IEndpointRouteBuilder routes)
        where TContext : DbContext
    {
        var schema = routes.ServiceProvider.GetRequiredService<ServiceSchema>();
        var service = Defaults.ServiceName(routes.ServiceProvider.GetRequiredService<IHostEnvironment>());
        var group = routes.MapGroup($"/api/outbox/{schema.Name}").WithTags("Outbox").RequireAuthorization(Policies.Administer)
            .AuditChange($"{service}.change");
        group.MapGet("/", (IServiceProvider services, CancellationToken ct) => ListAsync(services.GetRequiredService<TContext>(), ct))
            .AuditRead($"{service}.read");
        group.MapPost("/{id:guid}/retry", (Guid id, IServiceProvider services, TimeProvider clock, CancellationToken ct) =>
            RetryAsync(id, services.GetRequiredService<TContext>(), clock, ct));
        group.MapDelete("/{id:guid}", (Guid id, IServiceProvider services, CancellationToken ct) =>
            DropAsync(id, services.GetRequiredService<TContext>(), ct));
        return group;
    }

    private static async Task<Ok<List<ShelvedMessage>>> ListAsync(DbContext db, CancellationToken ct) =>
        TypedResults.Ok(await db.Set<OutboxMessage>().AsNoTracking().Where(message => message.ShelvedAt != null)
            .OrderByDescending(message => message.Id).Take(MostShown)
            .Select(message => new ShelvedMessage(
                message.Id, message.Type, message.Body, message.CreatedAt, message.ShelvedAt!.Value, message.Attempts,
                message.Failure ?? ""))
            .ToListAsync(ct));

    private static async Task<Results<NoContent, ProblemHttpResult>> RetryAsync(
        Guid id, DbContext db, TimeProvider clock, CancellationToken ct)
    {
        var message = await db.Set<OutboxMessage>().SingleOrDefaultAsync(row => row.Id == id && row.ShelvedAt != null, ct);
        if (message is null)
            return NotShelved();
        message.TryAgain(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DropAsync(Guid id, DbContext db, CancellationToken ct) =>
        await db.Set<OutboxMessage>().Where(row => row.Id == id && row.ShelvedAt != null).ExecuteDeleteAsync(ct) > 0
            ? TypedResults.NoContent()
            : NotShelved();

    private static ProblemHttpResult NotShelved() => Problem.NotFound("not-shelved", "This message is not on the shelf any more.");
}
