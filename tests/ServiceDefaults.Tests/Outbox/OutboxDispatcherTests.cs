using MassTransit;
using MassTransit.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Databases;
using Voxmark.Fixtures.Services;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Persistence;

namespace Voxmark.ServiceDefaults.Tests.Outbox;

public sealed class OutboxDispatcherTests : IAsyncLifetime
{
    private IHost _host = null!;
    private PostgresDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await PostgresInstance.CreateDatabaseAsync();
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:voxmark"] = _database.Administrator,
            ["ConnectionStrings:ledger-db"] = _database.ForRole("ledger"),
        });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddDatabase<LedgerDbContext>("ledger-db", LedgerDbContext.Schema);
        builder.AddOutbox<LedgerDbContext>();
        builder.Services.AddPatientTestHarness(
            bus => bus.UsingInMemory((context, memory) => memory.UsePublishFilter(typeof(Refusal<>), context)));
        _host = builder.Build();
        await _host.MigrateAsync<LedgerDbContext>();
        await _host.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    [Fact]
    public async Task Publish_WhenCommitted_ReachesTheBusOnceAndLeavesTheOutbox()
    {
        await InDatabaseAsync(async db =>
        {
            db.Publish(new BuildSeriesVolume("1.2.3"), TimeProvider.System);
            await db.SaveChangesAsync();
        });

        var harness = _host.Services.GetRequiredService<ITestHarness>();
        Assert.True(await harness.Published.Any<BuildSeriesVolume>(m => m.Context.Message.SeriesInstanceUid == "1.2.3"));
        await EventuallyAsync(async () => await CountAsync() == 0);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await AsyncEnumerable.CountAsync(harness.Published.SelectAsync<BuildSeriesVolume>(patience.Token)));
    }

    [Fact]
    public async Task Publish_WhenRolledBack_SendsNothing()
    {
        await InDatabaseAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Publish(new BuildSeriesVolume("9.9.9"), TimeProvider.System);
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
            db.ChangeTracker.Clear();
            // A later message leaves after the first would have: once it is out, the first is not coming.
            db.Publish(new BuildSeriesVolume("1.1.1"), TimeProvider.System);
            await db.SaveChangesAsync();
        });

        var harness = _host.Services.GetRequiredService<ITestHarness>();
        Assert.True(await harness.Published.Any<BuildSeriesVolume>(m => m.Context.Message.SeriesInstanceUid == "1.1.1"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        Assert.False(await harness.Published.Any<BuildSeriesVolume>(
            m => m.Context.Message.SeriesInstanceUid == "9.9.9", patience.Token));
    }

    [Fact]
    public async Task Row_OfAMessageThatNobodyKnows_IsShelvedAndHoldsUpNobody()
    {
        await ExecuteAsync("""
            INSERT INTO ledger.outbox (id, type, body, created_at, attempts, next_attempt_at)
            VALUES ('00000000-0000-7000-8000-000000000001', 'of-before', '{{}}', now(), 0, now()),
                   ('00000000-0000-7000-8000-000000000002', 'quantify-label', '{{"jobId": 7}}', now(), 0, now())
            """);
        await PublishAsync(new BuildSeriesVolume("2.2.2"));

        var harness = _host.Services.GetRequiredService<ITestHarness>();
        Assert.True(await harness.Published.Any<BuildSeriesVolume>(m => m.Context.Message.SeriesInstanceUid == "2.2.2"));
        await EventuallyAsync(async () => (await RowsAsync()).Count(row => row.ShelvedAt is not null) == 2);
        Assert.Equal(["of-before", "quantify-label"], (await RowsAsync()).Select(row => row.Type));
        Assert.All(await RowsAsync(), row => Assert.Equal(1, row.Attempts));
    }

    [Fact]
    public async Task Row_ThatTheBrokerRefuses_WaitsLongerAndHoldsUpNobody()
    {
        await InDatabaseAsync(async db =>
        {
            db.Publish(new BuildSeriesVolume(Refusal.Uid), TimeProvider.System);
            db.Publish(new BuildSeriesVolume("3.3.3"), TimeProvider.System);
            await db.SaveChangesAsync();
        });

        await EventuallyAsync(async () => (await RowsAsync()) is [{ Attempts: > 0 }]);
        var row = Assert.Single(await RowsAsync());
        Assert.True(row.NextAttemptAt > row.CreatedAt);
        Assert.Null(row.ShelvedAt);
        Assert.Contains("Nobody takes this", row.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_WhileNothingCanBeSent_IsNotBlamed()
    {
        var before = Refusal.Tries;
        await PublishAsync(new BuildSeriesVolume(Refusal.Uid));

        await EventuallyAsync(() => Task.FromResult(Refusal.Tries > before + 2));

        Assert.Equal(0, Assert.Single(await RowsAsync()).Attempts);
    }

    [Fact]
    public async Task Migrate_GivesTheServiceARoleThatReachesOnlyItsOwnSchema()
    {
        await using (var administrator = NpgsqlDataSource.Create(_database.Administrator))
            await administrator.CreateCommand("CREATE SCHEMA other; CREATE TABLE other.secret (id int)").ExecuteNonQueryAsync();
        await using var own = NpgsqlDataSource.Create(_database.ForRole("ledger"));

        var refusal = await Assert.ThrowsAsync<PostgresException>(
            () => own.CreateCommand("SELECT * FROM other.secret").ExecuteScalarAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task Migrate_WhenRepeated_ChangesNothing() => await _host.MigrateAsync<LedgerDbContext>();

    private Task PublishAsync(object message) => InDatabaseAsync(async db =>
    {
        db.Publish(message, TimeProvider.System);
        await db.SaveChangesAsync();
    });

    private Task ExecuteAsync(string sql) => InDatabaseAsync(db => db.Database.ExecuteSqlRawAsync(sql));

    private async Task<List<OutboxMessage>> RowsAsync()
    {
        List<OutboxMessage> rows = [];
        await InDatabaseAsync(async db => rows = await db.Set<OutboxMessage>().AsNoTracking().OrderBy(row => row.Id).ToListAsync());
        return rows;
    }

    private async Task<int> CountAsync()
    {
        var count = 0;
        await InDatabaseAsync(async db => count = await db.Set<OutboxMessage>().CountAsync());
        return count;
    }

    private async Task InDatabaseAsync(Func<LedgerDbContext, Task> action)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        await action(scope.ServiceProvider.GetRequiredService<LedgerDbContext>());
    }

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(20); !await condition(); await Task.Delay(50))
            Assert.True(DateTime.UtcNow < deadline, "It did not happen within 20 s.");
    }
}

/// <summary>A broker that takes everything but one message.</summary>
internal sealed class Refusal<T> : IFilter<PublishContext<T>>
    where T : class
{
    public Task Send(PublishContext<T> context, IPipe<PublishContext<T>> next) =>
        context.Message is BuildSeriesVolume { SeriesInstanceUid: Refusal.Uid } ? Refusal.RefuseAsync() : next.Send(context);

    public void Probe(ProbeContext context)
    {
    }
}

internal static class Refusal
{
    public const string Uid = "6.6.6";

    private static int s_tries;

    public static int Tries => s_tries;

    public static Task RefuseAsync()
    {
        Interlocked.Increment(ref s_tries);
        throw new InvalidOperationException("Nobody takes this.");
    }
}
