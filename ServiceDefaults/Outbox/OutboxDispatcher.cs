using System.Diagnostics;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Voxmark.ServiceDefaults.Outbox;

/// <summary>
/// Drains the outbox to the broker: rows are locked with SKIP LOCKED, so that replicas share the work, and removed after
/// the broker confirmed them. A crash in between sends a message twice, with the same message id; consumers are
/// idempotent. A row that cannot be sent while others can waits longer each time and is shelved in the end: it holds up
/// nobody. While nothing can be sent the broker is away, and no row is blamed for it.
/// </summary>
internal sealed partial class OutboxDispatcher<TContext>(
    IServiceScopeFactory scopes, IBus bus, OutboxSignal signal, OutboxBacklog backlog, TimeProvider clock,
    ILogger<OutboxDispatcher<TContext>> log)
    : BackgroundService
    where TContext : DbContext
{
    private const int BatchSize = 100;
    private static readonly TimeSpan IdleWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BrokerPatience = TimeSpan.FromSeconds(20);

    private static readonly string NextBatch =
        $$"""
        SELECT * FROM outbox WHERE shelved_at IS NULL AND next_attempt_at <= {0}
        ORDER BY id LIMIT {{BatchSize}} FOR UPDATE SKIP LOCKED
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await DispatchAsync(stoppingToken) == BatchSize)
                    continue;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Database or broker away: the rows stay, and so do we.
                Postponed(exception);
            }

            await signal.WaitAsync(IdleWait, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> DispatchAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();
        await backlog.RefreshAsync(db, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var batch = await db.Set<OutboxMessage>().FromSqlRaw(NextBatch, clock.GetUtcNow()).ToListAsync(ct);
        if (batch.Count == 0)
            return 0;

        var failures = new List<(OutboxMessage Row, Exception Why)>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(BrokerPatience);
        foreach (var row in batch)
        {
            try
            {
                await SendAsync(row, patience.Token);
            }
            catch (Exception exception) when (!patience.IsCancellationRequested)
            {
                failures.Add((row, exception));
            }
        }

        var isBrokerThere = failures.Count < batch.Count;
        foreach (var (row, why) in failures.Where(failure => isBrokerThere || failure.Why is InvalidDataException))
            Blame(row, why);
        if (!isBrokerThere)
            Postponed(failures[0].Why);

        db.RemoveRange(batch.Except(failures.Select(failure => failure.Row)));
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear(); // or the commit would signal the rows that we have just handled
        await transaction.CommitAsync(ct);
        return isBrokerThere ? batch.Count : 0;
    }

    private async Task SendAsync(OutboxMessage row, CancellationToken ct)
    {
        var (type, message) = row.Unpack();
        using var activity = OutboxBacklog.Activities.StartActivity("send from outbox", ActivityKind.Producer, row.TraceParent);
        await bus.Publish(message, type, context => context.MessageId = row.Id, ct);
    }

    private void Blame(OutboxMessage row, Exception why)
    {
        row.Fail(why, clock.GetUtcNow());
        if (row.ShelvedAt is not null)
            Shelved(why, row.Type, row.Id);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Messages wait in the outbox: database or broker is away")]
    private partial void Postponed(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The message {Type} {Id} cannot be sent and is shelved")]
    private partial void Shelved(Exception exception, string type, Guid id);
}
