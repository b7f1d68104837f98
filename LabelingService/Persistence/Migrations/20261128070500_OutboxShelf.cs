using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.LabelingService.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class OutboxShelf : Migration
    {
        /// <summary>Rows that wait get the names of MessageNames in place of .NET's.</summary>
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Attempts",
                schema: "labeling",
                table: "outbox",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Failure",
                schema: "labeling",
                table: "outbox",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "NextAttemptAt",
                schema: "labeling",
                table: "outbox",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ShelvedAt",
                schema: "labeling",
                table: "outbox",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TraceParent",
                schema: "labeling",
                table: "outbox",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.Sql("""
                UPDATE labeling.outbox
                SET "Type" = lower(regexp_replace(regexp_replace("Type", '^.*[.]', ''), '(.)([A-Z])', '\1-\2', 'g'));
                """);
            migrationBuilder.Sql("""
                UPDATE labeling.outbox
                SET "Body" = jsonb_set(
                    "Body"::jsonb, '{by}', jsonb_build_object('id', '', 'name', "Body"::jsonb -> 'by'))::text
                WHERE jsonb_typeof("Body"::jsonb -> 'by') = 'string';
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(name: "Attempts", schema: "labeling", table: "outbox");
            migrationBuilder.DropColumn(name: "Failure", schema: "labeling", table: "outbox");
            migrationBuilder.DropColumn(name: "NextAttemptAt", schema: "labeling", table: "outbox");
            migrationBuilder.DropColumn(name: "ShelvedAt", schema: "labeling", table: "outbox");
            migrationBuilder.DropColumn(name: "TraceParent", schema: "labeling", table: "outbox");
        }
    }
}
