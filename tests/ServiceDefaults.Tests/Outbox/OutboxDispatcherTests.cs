using MassTransit;
using MassTransit.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Databases;
using Voxmark.ServiceDefaults.Messaging;
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
        builder.Services.AddOutbox<LedgerDbContext>();
        builder.Services.AddMassTransitTestHarness(bus => bus.SetTestTimeouts(testInactivityTimeout: TimeSpan.FromSeconds(10)));
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
        Assert.Single(harness.Published.Select<BuildSeriesVolume>());
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
        Assert.DoesNotContain(
            harness.Published.Select<BuildSeriesVolume>().ToList(), m => m.Context.Message.SeriesInstanceUid == "9.9.9");
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
