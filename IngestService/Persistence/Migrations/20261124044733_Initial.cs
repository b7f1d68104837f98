using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Voxmark.IngestService.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "imaging");

            migrationBuilder.CreateTable(
                name: "outbox",
                schema: "imaging",
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
                name: "quarantine",
                schema: "imaging",
                columns: table => new
                {
                    SopInstanceUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    ObjectKey = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quarantine", x => new { x.SopInstanceUid, x.Sha256 });
                });

            migrationBuilder.CreateTable(
                name: "studies",
                schema: "imaging",
                columns: table => new
                {
                    StudyInstanceUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    PatientName = table.Column<string>(type: "text", nullable: true),
                    PatientId = table.Column<string>(type: "text", nullable: true),
                    PatientSex = table.Column<string>(type: "text", nullable: true),
                    PatientAge = table.Column<string>(type: "text", nullable: true),
                    StudyDate = table.Column<DateOnly>(type: "date", nullable: true),
                    StudyDescription = table.Column<string>(type: "text", nullable: true),
                    AccessionNumber = table.Column<string>(type: "text", nullable: true),
                    ChangedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_studies", x => x.StudyInstanceUid);
                });

            migrationBuilder.CreateTable(
                name: "uploads",
                schema: "imaging",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CreatedBy = table.Column<string>(type: "text", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    CompletedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_uploads", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "series",
                schema: "imaging",
                columns: table => new
                {
                    SeriesInstanceUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    StudyInstanceUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Modality = table.Column<string>(type: "text", nullable: false),
                    SeriesNumber = table.Column<int>(type: "integer", nullable: true),
                    SeriesDescription = table.Column<string>(type: "text", nullable: true),
                    BodyPartExamined = table.Column<string>(type: "text", nullable: true),
                    State = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Problem = table.Column<string>(type: "text", nullable: true),
                    SliceCount = table.Column<int>(type: "integer", nullable: false),
                    SliceSpacingMm = table.Column<double>(type: "double precision", nullable: true),
                    ChangedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Acquisition = table.Column<string>(type: "jsonb", nullable: false),
                    Patient = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_series", x => x.SeriesInstanceUid);
                    table.ForeignKey(
                        name: "FK_series_studies_StudyInstanceUid",
                        column: x => x.StudyInstanceUid,
                        principalSchema: "imaging",
                        principalTable: "studies",
                        principalColumn: "StudyInstanceUid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "uploaded_files",
                schema: "imaging",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UploadId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: true),
                    SeriesInstanceUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    SopInstanceUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_uploaded_files", x => x.Id);
                    table.ForeignKey(
                        name: "FK_uploaded_files_uploads_UploadId",
                        column: x => x.UploadId,
                        principalSchema: "imaging",
                        principalTable: "uploads",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "instances",
                schema: "imaging",
                columns: table => new
                {
                    SopInstanceUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SeriesInstanceUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SopClassUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    TransferSyntaxUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    InstanceNumber = table.Column<int>(type: "integer", nullable: true),
                    Sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    SizeBytes = table.Column<long>(type: "bigint", nullable: false),
                    ObjectKey = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_instances", x => x.SopInstanceUid);
                    table.ForeignKey(
                        name: "FK_instances_series_SeriesInstanceUid",
                        column: x => x.SeriesInstanceUid,
                        principalSchema: "imaging",
                        principalTable: "series",
                        principalColumn: "SeriesInstanceUid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_instances_pending",
                schema: "imaging",
                table: "instances",
                column: "ReceivedAt",
                filter: "\"State\" = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "IX_instances_SeriesInstanceUid",
                schema: "imaging",
                table: "instances",
                column: "SeriesInstanceUid");

            migrationBuilder.CreateIndex(
                name: "IX_series_Modality",
                schema: "imaging",
                table: "series",
                column: "Modality");

            migrationBuilder.CreateIndex(
                name: "IX_series_receiving",
                schema: "imaging",
                table: "series",
                column: "ChangedAt",
                filter: "\"State\" = 'Receiving'");

            migrationBuilder.CreateIndex(
                name: "IX_series_StudyInstanceUid",
                schema: "imaging",
                table: "series",
                column: "StudyInstanceUid");

            migrationBuilder.CreateIndex(
                name: "IX_studies_ChangedAt_StudyInstanceUid",
                schema: "imaging",
                table: "studies",
                columns: new[] { "ChangedAt", "StudyInstanceUid" });

            migrationBuilder.CreateIndex(
                name: "IX_studies_PatientId",
                schema: "imaging",
                table: "studies",
                column: "PatientId");

            migrationBuilder.CreateIndex(
                name: "IX_uploaded_files_UploadId",
                schema: "imaging",
                table: "uploaded_files",
                column: "UploadId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "instances",
                schema: "imaging");

            migrationBuilder.DropTable(
                name: "outbox",
                schema: "imaging");

            migrationBuilder.DropTable(
                name: "quarantine",
                schema: "imaging");

            migrationBuilder.DropTable(
                name: "uploaded_files",
                schema: "imaging");

            migrationBuilder.DropTable(
                name: "series",
                schema: "imaging");

            migrationBuilder.DropTable(
                name: "uploads",
                schema: "imaging");

            migrationBuilder.DropTable(
                name: "studies",
                schema: "imaging");
        }
    }
}
