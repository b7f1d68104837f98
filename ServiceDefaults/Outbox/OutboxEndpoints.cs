using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Voxmark.Contracts;
using Voxmark.ServiceDefaults.Authentication;
using Voxmark.ServiceDefaults.Persistence;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.ServiceDefaults.Outbox;

public static class OutboxEndpoints
{
    private const int MostShown = 500;

    /// <summary><c>/api/outbox/{schema}</c>: what this service could not send, for administrators to send again or to drop.</summary>
    public static void MapOutbox<TContext>(this IEndpointRouteBuilder routes)
        where TContext : DbContext
    {
        var schema = routes.ServiceProvider.GetRequiredService<ServiceSchema>();
        var group = routes.MapGroup($"/api/outbox/{schema.Name}").WithTags("Outbox").RequireAuthorization(Policies.Administer);
        group.MapGet("/", ListAsync<TContext>);
        group.MapPost("/{id:guid}/retry", RetryAsync<TContext>);
        group.MapDelete("/{id:guid}", DropAsync<TContext>);
    }

    private static async Task<Ok<List<ShelvedMessage>>> ListAsync<TContext>(TContext db, CancellationToken ct)
        where TContext : DbContext =>
        TypedResults.Ok(await db.Set<OutboxMessage>().AsNoTracking().Where(message => message.ShelvedAt != null)
            .OrderByDescending(message => message.Id).Take(MostShown)
            .Select(message => new ShelvedMessage(
                message.Id, message.Type, message.Body, message.CreatedAt, message.ShelvedAt!.Value, message.Attempts, message.Failure ?? ""))
            .ToListAsync(ct));

    private static async Task<Results<NoContent, ProblemHttpResult>> RetryAsync<TContext>(
        Guid id, TContext db, TimeProvider clock, CancellationToken ct)
        where TContext : DbContext
    {
        var message = await db.Set<OutboxMessage>().SingleOrDefaultAsync(row => row.Id == id && row.ShelvedAt != null, ct);
        if (message is null)
            return NotShelved();
        message.TryAgain(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DropAsync<TContext>(Guid id, TContext db, CancellationToken ct)
        where TContext : DbContext =>
        await db.Set<OutboxMessage>().Where(row => row.Id == id && row.ShelvedAt != null).ExecuteDeleteAsync(ct) > 0
            ? TypedResults.NoContent()
            : NotShelved();

    private static ProblemHttpResult NotShelved() => Problem.NotFound("not-shelved", "This message is not on the shelf any more.");
}
