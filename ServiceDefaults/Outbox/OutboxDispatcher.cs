using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Voxmark.ServiceDefaults.Persistence;

namespace Voxmark.ServiceDefaults.Outbox;

/// <summary>
/// Drains the outbox to the broker: rows are locked with SKIP LOCKED, so that replicas share the work, and removed after
/// the broker confirmed them. A crash in between sends a message twice, with the same message id; consumers are
/// idempotent.
/// </summary>
internal sealed partial class OutboxDispatcher<TContext>(
    IServiceScopeFactory scopes, IBus bus, OutboxSignal signal, ServiceSchema schema, ILogger<OutboxDispatcher<TContext>> log)
    : BackgroundService
    where TContext : DbContext
{
    private const int BatchSize = 100;
    private static readonly TimeSpan IdleWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BrokerPatience = TimeSpan.FromSeconds(20);

    // The schema's name is a constant of our own code, never input.
    private readonly string _nextBatch =
        $"""SELECT * FROM "{schema.Name}".outbox ORDER BY "Id" LIMIT {BatchSize} FOR UPDATE SKIP LOCKED""";

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
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var batch = await db.Set<OutboxMessage>().FromSqlRaw(_nextBatch).AsNoTracking().ToListAsync(ct);
        if (batch.Count == 0)
            return 0;

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(BrokerPatience);
        foreach (var row in batch)
        {
            var (type, message) = row.Unpack();
            await bus.Publish(message, type, context => context.MessageId = row.Id, patience.Token);
        }

        var sent = batch.Select(row => row.Id).ToList();
        await db.Set<OutboxMessage>().Where(row => sent.Contains(row.Id)).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
        return batch.Count;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Messages wait in the outbox: database or broker is away")]
    private partial void Postponed(Exception exception);
}
