using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.IngestService.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Keeping : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "BuildAttempts",
                schema: "imaging",
                table: "series",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "RoomNeededBytes",
                schema: "imaging",
                table: "series",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "damaged_objects",
                schema: "imaging",
                columns: table => new
                {
                    ObjectKey = table.Column<string>(type: "text", nullable: false),
                    SopInstanceUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SeriesInstanceUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    FoundAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_damaged_objects", x => x.ObjectKey);
                });

            migrationBuilder.CreateTable(
                name: "dimse_senders",
                schema: "imaging",
                columns: table => new
                {
                    AeTitle = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true),
                    Note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    ListedBy = table.Column<string>(type: "text", nullable: false),
                    ListedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dimse_senders", x => x.AeTitle);
                });

            migrationBuilder.CreateTable(
                name: "scrub",
                schema: "imaging",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Cursor = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    RoundStartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    FilesChecked = table.Column<int>(type: "integer", nullable: false),
                    LastRoundEndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scrub", x => x.Id);
                });

            migrationBuilder.InsertData(
                schema: "imaging",
                table: "scrub",
                columns: new[] { "Id", "Cursor", "FilesChecked", "LastRoundEndedAt", "RoundStartedAt" },
                values: new object[] { 1, "", 0, null, null });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "damaged_objects",
                schema: "imaging");

            migrationBuilder.DropTable(
                name: "dimse_senders",
                schema: "imaging");

            migrationBuilder.DropTable(
                name: "scrub",
                schema: "imaging");

            migrationBuilder.DropColumn(
                name: "BuildAttempts",
                schema: "imaging",
                table: "series");

            migrationBuilder.DropColumn(
                name: "RoomNeededBytes",
                schema: "imaging",
                table: "series");
        }
    }
}
