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
                Id = table.Column<Guid>("uuid", name: "id"),
                Type = table.Column<string>("character varying(200)", name: "type"),
                Body = table.Column<string>("text", name: "body"),
                CreatedAt = table.Column<DateTimeOffset>("timestamp with time zone", name: "created_at"),
                TraceParent = table.Column<string>("character varying(100)", name: "trace_parent", nullable: true),
                Attempts = table.Column<int>("integer", name: "attempts"),
                NextAttemptAt = table.Column<DateTimeOffset>("timestamp with time zone", name: "next_attempt_at"),
                Failure = table.Column<string>("text", name: "failure", nullable: true),
                ShelvedAt = table.Column<DateTimeOffset>("timestamp with time zone", name: "shelved_at", nullable: true),
            },
            LedgerDbContext.Schema,
            table => table.PrimaryKey("pk_outbox", row => row.Id));
    }
}
