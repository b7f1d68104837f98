using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.QuantService.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class OutboxShelf : Migration
    {
        /// <summary>Rows that wait get the names of MessageNames in place of .NET's.</summary>
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Attempts",
                schema: "quant",
                table: "outbox",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Failure",
                schema: "quant",
                table: "outbox",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "NextAttemptAt",
                schema: "quant",
                table: "outbox",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ShelvedAt",
                schema: "quant",
                table: "outbox",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TraceParent",
                schema: "quant",
                table: "outbox",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.Sql("""
                UPDATE quant.outbox
                SET "Type" = lower(regexp_replace(regexp_replace("Type", '^.*[.]', ''), '(.)([A-Z])', '\1-\2', 'g'));
                """);
            migrationBuilder.Sql("""
                UPDATE quant.outbox
                SET "Body" = jsonb_set(
                    "Body"::jsonb, '{requestedBy}', jsonb_build_object('id', '', 'name', "Body"::jsonb -> 'requestedBy'))::text
                WHERE jsonb_typeof("Body"::jsonb -> 'requestedBy') = 'string';
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(name: "Attempts", schema: "quant", table: "outbox");
            migrationBuilder.DropColumn(name: "Failure", schema: "quant", table: "outbox");
            migrationBuilder.DropColumn(name: "NextAttemptAt", schema: "quant", table: "outbox");
            migrationBuilder.DropColumn(name: "ShelvedAt", schema: "quant", table: "outbox");
            migrationBuilder.DropColumn(name: "TraceParent", schema: "quant", table: "outbox");
        }
    }
}
