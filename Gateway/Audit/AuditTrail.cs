using System.Threading.Channels;
using Npgsql;

namespace Voxmark.Gateway.Audit;

/// <summary>
/// Writes the audit trail in batches, so that thousands of reads a second cost a row or two. Nothing is dropped: whoever
/// acts reserves room first and waits while there is none, a batch that cannot be written is tried again, and what is
/// queued at the end is written before the process goes. Thread-safe.
/// </summary>
internal sealed partial class AuditTrail(NpgsqlDataSource database, ILogger<AuditTrail> log) : IHostedService, IDisposable
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Channel<AuditEntry> _queue = Channel.CreateUnbounded<AuditEntry>(new() { SingleReader = true });
    private readonly SemaphoreSlim _room = new(Capacity);
    private readonly SemaphoreSlim _hurry = new(0);
    private Task _writing = Task.CompletedTask;

    /// <returns>False when there was no room for that long: the database does not take what it should.</returns>
    public Task<bool> ReserveAsync(TimeSpan patience, CancellationToken ct) => _room.WaitAsync(patience, ct);

    /// <summary>Queues what happened; room was reserved for it.</summary>
    public void Record(AuditEvent happened, int? slice) => _queue.Writer.TryWrite(new AuditEntry(happened, slice, null));

    /// <summary>The same, and completes when it is in the database.</summary>
    public Task RecordDurablyAsync(AuditEvent happened)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Writer.TryWrite(new AuditEntry(happened, null, written));
        _hurry.Release();
        return written.Task;
    }

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
        _hurry.Release();
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_writing.IsCompletedSuccessfully)
            Lost(Capacity - _room.CurrentCount);
    }

    public void Dispose()
    {
        _room.Dispose();
        _hurry.Dispose();
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
            await using var connection = await database.OpenConnectionAsync();
            await AuditCopy.WriteAsync(connection, rows);
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return true; // all of it was written, only the confirmation got lost
        }
        catch (Exception exception)
        {
            Postponed(exception, rows.Count);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} rows of the audit trail wait: the database does not take them")]
    private partial void Postponed(Exception exception, int count);

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Count} events of the audit trail are lost: the database did not take them before the end")]
    private partial void Lost(int count);
}
