using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Voxmark.ServiceDefaults.Outbox;

namespace Voxmark.ServiceDefaults.Tests.Outbox;

/// <summary>The smallest service database there is: an outbox.</summary>
public sealed class LedgerDbContext(DbContextOptions<LedgerDbContext> options) : DbContext(options)
{
    public const string Schema = "ledger";

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.HasDefaultSchema(Schema).AddOutbox();
}

[DbContext(typeof(LedgerDbContext))]
[Migration("20260101000000_Initial")]
public sealed class InitialLedger : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "outbox",
            table => new
            {
                Id = table.Column<Guid>("uuid"),
                Type = table.Column<string>("character varying(200)"),
                Body = table.Column<string>("text"),
                CreatedAt = table.Column<DateTimeOffset>("timestamp with time zone"),
                TraceParent = table.Column<string>("character varying(100)", nullable: true),
                Attempts = table.Column<int>("integer"),
                NextAttemptAt = table.Column<DateTimeOffset>("timestamp with time zone"),
                Failure = table.Column<string>("text", nullable: true),
                ShelvedAt = table.Column<DateTimeOffset>("timestamp with time zone", nullable: true),
            },
            LedgerDbContext.Schema,
            table => table.PrimaryKey("PK_outbox", row => row.Id));
    }
}
