using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.QuantService.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ReferenceImage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Which image a slice of before was, nobody can tell: who waits for such a job measures again.
            migrationBuilder.Sql("""
                UPDATE quant.jobs
                SET "State" = 'Failed', "ChangedAt" = now(), "Problem" = 'Voxmark was updated before this was measured. Measure again.'
                WHERE "State" IN ('Queued', 'Running') AND "ReferenceSlice" IS NOT NULL;
                """);

            migrationBuilder.DropColumn(
                name: "ReferenceSlice",
                schema: "quant",
                table: "jobs");

            migrationBuilder.AddColumn<int>(
                name: "ReferenceFrame",
                schema: "quant",
                table: "jobs",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReferenceSopInstanceUid",
                schema: "quant",
                table: "jobs",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ReferenceFrame",
                schema: "quant",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "ReferenceSopInstanceUid",
                schema: "quant",
                table: "jobs");

            migrationBuilder.AddColumn<int>(
                name: "ReferenceSlice",
                schema: "quant",
                table: "jobs",
                type: "integer",
                nullable: true);
        }
    }
}
