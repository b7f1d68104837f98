using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Voxmark.Gateway.Audit;

/// <summary>
/// Writes the audit trail in batches, so that thousands of reads a second cost a row or two. Nothing is dropped: whoever
/// acts reserves room first and waits while there is none, a batch that cannot be written is tried again, a row that the
/// table refuses for good is put on a shelf so that it holds up nobody, and what is queued at the end is written before the
/// process goes. Thread-safe.
/// </summary>
internal sealed partial class AuditTrail : IHostedService, IHealthCheck, IDisposable
{
    /// <summary>Metrics of the audit trail.</summary>
    public const string MeterName = "Voxmark.Audit";

    private const int Capacity = 10_000;
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Channel<AuditEntry> _queue = Channel.CreateUnbounded<AuditEntry>(new() { SingleReader = true });
    private readonly SemaphoreSlim _room = new(Capacity);
    private readonly SemaphoreSlim _hurry = new(0, 1);
    private readonly NpgsqlDataSource _database;
    private readonly ILogger<AuditTrail> _log;
    private readonly Meter _meter;
    private readonly Counter<long> _shelved;
    private Task _writing = Task.CompletedTask;

    public AuditTrail(NpgsqlDataSource database, IMeterFactory meters, ILogger<AuditTrail> log)
    {
        (_database, _log, _meter) = (database, log, meters.Create(MeterName));
        _meter.CreateObservableGauge("voxmark.audit.waiting", () => Waiting, "{event}", "Events that are not in the database yet.");
        _shelved = _meter.CreateCounter<long>("voxmark.audit.shelved", "{event}", "Rows that the database refused.");
    }

    internal int Waiting => Capacity - _room.CurrentCount;

    /// <returns>False when there was no room for that long: the database does not take what it should.</returns>
    public Task<bool> ReserveAsync(TimeSpan patience, CancellationToken ct) => _room.WaitAsync(patience, ct);

    /// <summary>Room was reserved for what turned out to be nothing.</summary>
    public void GiveBack() => _room.Release();

    /// <summary>Queues what happened; room was reserved for it.</summary>
    public void Record(AuditEvent happened, int? slice) => _queue.Writer.TryWrite(new AuditEntry(happened, slice, null));

    /// <summary>The same, and completes when it is in the database.</summary>
    public Task RecordDurablyAsync(AuditEvent happened)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Writer.TryWrite(new AuditEntry(happened, null, written));
        Hurry();
        return written.Task;
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Waiting < Capacity / 2
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"{Waiting} events of the audit trail wait: the database does not take them."));

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _writing = Task.Run(WriteAllAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>The web server has stopped before: nobody adds anything now.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!_queue.Writer.TryComplete())
            return; // stopped before
        Hurry();
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_writing.IsCompletedSuccessfully)
            Lost(Waiting);
    }

    public void Dispose()
    {
        _room.Dispose();
        _hurry.Dispose();
        _meter.Dispose();
    }

    /// <summary>One permit is enough: a batch takes all that is queued.</summary>
    private void Hurry()
    {
        try
        {
            _hurry.Release();
        }
        catch (SemaphoreFullException)
        {
            // somebody did already
        }
    }

    private async Task WriteAllAsync()
    {
        var batch = new List<AuditEntry>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            await _hurry.WaitAsync(Gather);
            while (batch.Count < Capacity && _queue.Reader.TryRead(out var entry))
                batch.Add(entry);
            var rows = AuditEntry.Merge(batch);
            while (!await TryWriteAsync(rows))
                await Task.Delay(RetryAfter);

            foreach (var entry in batch)
                entry.Written?.SetResult();
            if (batch.Count > 0)
                _room.Release(batch.Count);
            batch.Clear();
        }
    }

    private async Task<bool> TryWriteAsync(IReadOnlyCollection<AuditEvent> rows)
    {
        try
        {
            await using var connection = await _database.OpenConnectionAsync();
            await AuditCopy.WriteAsync(connection, rows);
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation && rows.Count == 1)
        {
            return true; // it was written, only the confirmation got lost
        }
        catch (Exception exception) when (IsRefusal(exception) && rows.Count > 1)
        {
            foreach (var row in rows)
            {
                if (!await TryWriteAsync([row]))
                    return false;
            }

            return true;
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            return await TryShelveAsync(rows.Single(), exception);
        }
        catch (Exception exception)
        {
            Postponed(exception, rows.Count);
            return false;
        }
    }

    /// <summary>What is the row's own fault and stays so: SQLSTATE classes 22 (data), 23 (constraints) and 54 (limits), and
    /// text that is none.</summary>
    private static bool IsRefusal(Exception exception) =>
        exception is PostgresException { SqlState: ['2', '2' or '3', ..] or ['5', '4', ..] } or ArgumentException;

    private async Task<bool> TryShelveAsync(AuditEvent row, Exception why)
    {
        try
        {
            await using var connection = await _database.OpenConnectionAsync();
            await AuditCopy.ShelveAsync(connection, ShelvedAuditEvent.From(row, why));
            _shelved.Add(1);
            Shelved(why, row.Id, row.Action);
            return true;
        }
        catch (Exception exception)
        {
            Postponed(exception, 1);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Row {Id} ({Action}) of the audit trail is shelved: the database refuses it")]
    private partial void Shelved(Exception exception, Guid id, string action);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} rows of the audit trail wait: the database does not take them")]
    private partial void Postponed(Exception exception, int count);

    [LoggerMessage(Level = LogLevel.Critical,
        Message = "{Count} events of the audit trail are lost: the database did not take them before the end")]
    private partial void Lost(int count);
}
