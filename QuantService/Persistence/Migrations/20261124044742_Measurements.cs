using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.QuantService.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Measurements : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "quant");

            migrationBuilder.CreateTable(
                name: "jobs",
                schema: "quant",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    LabelId = table.Column<Guid>(type: "uuid", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    HeightCm = table.Column<double>(type: "double precision", nullable: true),
                    WeightKg = table.Column<double>(type: "double precision", nullable: true),
                    ReferenceSlice = table.Column<int>(type: "integer", nullable: true),
                    State = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ResultId = table.Column<Guid>(type: "uuid", nullable: true),
                    Problem = table.Column<string>(type: "text", nullable: true),
                    RequestedBy = table.Column<string>(type: "text", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ChangedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_jobs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                schema: "quant",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Type = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Body = table.Column<string>(type: "text", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "results",
                schema: "quant",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    JobId = table.Column<Guid>(type: "uuid", nullable: false),
                    LabelId = table.Column<Guid>(type: "uuid", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    SeriesInstanceUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Level = table.Column<string>(type: "text", nullable: true),
                    SmaCm2 = table.Column<double>(type: "double precision", nullable: true),
                    SmiCm2PerM2 = table.Column<double>(type: "double precision", nullable: true),
                    SmdHu = table.Column<double>(type: "double precision", nullable: true),
                    VfaCm2 = table.Column<double>(type: "double precision", nullable: true),
                    SfaCm2 = table.Column<double>(type: "double precision", nullable: true),
                    MeasuredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Document = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_results", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "segments",
                schema: "quant",
                columns: table => new
                {
                    ResultId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: false),
                    SliceCount = table.Column<int>(type: "integer", nullable: false),
                    VoxelCount = table.Column<long>(type: "bigint", nullable: false),
                    VolumeCm3 = table.Column<double>(type: "double precision", nullable: true),
                    MeanHu = table.Column<double>(type: "double precision", nullable: true),
                    SdHu = table.Column<double>(type: "double precision", nullable: true),
                    AreaCm2 = table.Column<double>(type: "double precision", nullable: true),
                    AreaMeanHu = table.Column<double>(type: "double precision", nullable: true),
                    AreaSdHu = table.Column<double>(type: "double precision", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_segments", x => new { x.ResultId, x.Number });
                    table.ForeignKey(
                        name: "FK_segments_results_ResultId",
                        column: x => x.ResultId,
                        principalSchema: "quant",
                        principalTable: "results",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_results_JobId",
                schema: "quant",
                table: "results",
                column: "JobId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_results_LabelId_MeasuredAt",
                schema: "quant",
                table: "results",
                columns: new[] { "LabelId", "MeasuredAt" });

            migrationBuilder.CreateIndex(
                name: "IX_segments_Key",
                schema: "quant",
                table: "segments",
                column: "Key");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "jobs",
                schema: "quant");

            migrationBuilder.DropTable(
                name: "outbox",
                schema: "quant");

            migrationBuilder.DropTable(
                name: "segments",
                schema: "quant");

            migrationBuilder.DropTable(
                name: "results",
                schema: "quant");
        }
    }
}
