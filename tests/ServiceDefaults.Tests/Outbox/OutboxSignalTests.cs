using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Voxmark.Contracts.Ingest;
using Voxmark.Fixtures.Databases;
using Voxmark.ServiceDefaults.Outbox;
using Voxmark.ServiceDefaults.Persistence;

namespace Voxmark.ServiceDefaults.Tests.Outbox;

/// <summary>Without a dispatcher, which would take the signal before we see it.</summary>
public sealed class OutboxSignalTests : IAsyncLifetime
{
    private IHost _host = null!;
    private AsyncServiceScope _scope;
    private LedgerDbContext _db = null!;
    private Task _woken = null!;

    public async Task InitializeAsync()
    {
        var database = await PostgresInstance.CreateDatabaseAsync();
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:voxmark"] = database.Administrator,
            ["ConnectionStrings:ledger-db"] = database.ForRole("ledger"),
        });
        builder.AddDatabase<LedgerDbContext>("ledger-db", LedgerDbContext.Schema);
        _host = builder.Build();
        await _host.MigrateAsync<LedgerDbContext>();
        _scope = _host.Services.CreateAsyncScope();
        _db = _scope.ServiceProvider.GetRequiredService<LedgerDbContext>();
        _woken = _host.Services.GetRequiredService<OutboxSignal>().WaitAsync(Timeout.InfiniteTimeSpan, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _scope.DisposeAsync();
        _host.Dispose();
    }

    [Fact]
    public async Task Save_OfAMessage_Wakes()
    {
        _db.Publish(new BuildSeriesVolume("1.2.3"), TimeProvider.System);
        await _db.SaveChangesAsync();

        await _woken.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Save_WithinATransaction_WakesWhenItIsCommitted()
    {
        await using var transaction = await _db.Database.BeginTransactionAsync();
        _db.Publish(new BuildSeriesVolume("1.2.3"), TimeProvider.System);
        await _db.SaveChangesAsync();
        Assert.False(_woken.IsCompleted);

        await transaction.CommitAsync();
        await _woken.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Commit_WithoutAMessage_LetsTheDispatcherSleep()
    {
        await using var transaction = await _db.Database.BeginTransactionAsync();
        await _db.Database.ExecuteSqlAsync($"SELECT 1");
        await transaction.CommitAsync();

        Assert.False(_woken.IsCompleted);
    }
}
