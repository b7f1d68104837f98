using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.IngestService.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class PutRight : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsPatientCorrected",
                schema: "imaging",
                table: "studies",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Patient",
                schema: "imaging",
                table: "quarantine",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StudyInstanceUid",
                schema: "imaging",
                table: "quarantine",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "deletions",
                schema: "imaging",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    StudyInstanceUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SeriesInstanceUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    PatientName = table.Column<string>(type: "text", nullable: true),
                    PatientId = table.Column<string>(type: "text", nullable: true),
                    Description = table.Column<string>(type: "text", nullable: true),
                    StudyDate = table.Column<DateOnly>(type: "date", nullable: true),
                    ImageCount = table.Column<int>(type: "integer", nullable: false),
                    DeletedById = table.Column<string>(type: "text", nullable: false),
                    DeletedBy = table.Column<string>(type: "text", nullable: false),
                    DeletedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deletions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "patient_corrections",
                schema: "imaging",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    StudyInstanceUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    CorrectedById = table.Column<string>(type: "text", nullable: false),
                    CorrectedBy = table.Column<string>(type: "text", nullable: false),
                    CorrectedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    WithdrawnById = table.Column<string>(type: "text", nullable: true),
                    WithdrawnBy = table.Column<string>(type: "text", nullable: true),
                    WithdrawnAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DeletionId = table.Column<Guid>(type: "uuid", nullable: true),
                    From = table.Column<string>(type: "jsonb", nullable: false),
                    To = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_patient_corrections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "deleted_instances",
                schema: "imaging",
                columns: table => new
                {
                    DeletionId = table.Column<Guid>(type: "uuid", nullable: false),
                    SopInstanceUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SeriesInstanceUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ObjectKey = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deleted_instances", x => new { x.DeletionId, x.SopInstanceUid });
                    table.ForeignKey(
                        name: "FK_deleted_instances_deletions_DeletionId",
                        column: x => x.DeletionId,
                        principalSchema: "imaging",
                        principalTable: "deletions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_quarantine_StudyInstanceUid",
                schema: "imaging",
                table: "quarantine",
                column: "StudyInstanceUid",
                filter: "\"StudyInstanceUid\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_deletions_DeletedAt_Id",
                schema: "imaging",
                table: "deletions",
                columns: new[] { "DeletedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_deletions_due",
                schema: "imaging",
                table: "deletions",
                column: "DueAt",
                filter: "\"State\" = 'Deleted'");

            migrationBuilder.CreateIndex(
                name: "IX_patient_corrections_DeletionId",
                schema: "imaging",
                table: "patient_corrections",
                column: "DeletionId",
                filter: "\"DeletionId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_patient_corrections_StudyInstanceUid_CorrectedAt",
                schema: "imaging",
                table: "patient_corrections",
                columns: new[] { "StudyInstanceUid", "CorrectedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "deleted_instances",
                schema: "imaging");

            migrationBuilder.DropTable(
                name: "patient_corrections",
                schema: "imaging");

            migrationBuilder.DropTable(
                name: "deletions",
                schema: "imaging");

            migrationBuilder.DropIndex(
                name: "IX_quarantine_StudyInstanceUid",
                schema: "imaging",
                table: "quarantine");

            migrationBuilder.DropColumn(
                name: "IsPatientCorrected",
                schema: "imaging",
                table: "studies");

            migrationBuilder.DropColumn(
                name: "Patient",
                schema: "imaging",
                table: "quarantine");

            migrationBuilder.DropColumn(
                name: "StudyInstanceUid",
                schema: "imaging",
                table: "quarantine");
        }
    }
}
