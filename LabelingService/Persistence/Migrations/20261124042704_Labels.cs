using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.LabelingService.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Labels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "labeling");

            migrationBuilder.CreateTable(
                name: "masks",
                schema: "labeling",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_masks", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                schema: "labeling",
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
                name: "selections",
                schema: "labeling",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SeriesInstanceUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    FirstSlice = table.Column<int>(type: "integer", nullable: false),
                    LastSlice = table.Column<int>(type: "integer", nullable: false),
                    Level = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    CreatedById = table.Column<string>(type: "text", nullable: false),
                    CreatedBy = table.Column<string>(type: "text", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Proposed = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_selections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "labels",
                schema: "labeling",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SeriesInstanceUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    SelectionId = table.Column<Guid>(type: "uuid", nullable: true),
                    Level = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    FirstSlice = table.Column<int>(type: "integer", nullable: false),
                    LastSlice = table.Column<int>(type: "integer", nullable: false),
                    SeriesSlices = table.Column<int>(type: "integer", nullable: false),
                    Rows = table.Column<int>(type: "integer", nullable: false),
                    Columns = table.Column<int>(type: "integer", nullable: false),
                    Template = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Segments = table.Column<string>(type: "jsonb", nullable: false),
                    HeadRevision = table.Column<int>(type: "integer", nullable: false),
                    Origin = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    JobId = table.Column<Guid>(type: "uuid", nullable: true),
                    CreatedById = table.Column<string>(type: "text", nullable: false),
                    CreatedBy = table.Column<string>(type: "text", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ChangedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_labels", x => x.Id);
                    table.ForeignKey(
                        name: "FK_labels_selections_SelectionId",
                        column: x => x.SelectionId,
                        principalSchema: "labeling",
                        principalTable: "selections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "revisions",
                schema: "labeling",
                columns: table => new
                {
                    LabelId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    OperationId = table.Column<Guid>(type: "uuid", nullable: false),
                    SavedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    SavedById = table.Column<string>(type: "text", nullable: false),
                    SavedBy = table.Column<string>(type: "text", nullable: false),
                    Tool = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Parameters = table.Column<string>(type: "json", nullable: true),
                    Model = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revisions", x => new { x.LabelId, x.Number });
                    table.ForeignKey(
                        name: "FK_revisions_labels_LabelId",
                        column: x => x.LabelId,
                        principalSchema: "labeling",
                        principalTable: "labels",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "slice_revisions",
                schema: "labeling",
                columns: table => new
                {
                    LabelId = table.Column<Guid>(type: "uuid", nullable: false),
                    Slice = table.Column<int>(type: "integer", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    MaskHash = table.Column<string>(type: "character varying(64)", nullable: false),
                    IsEmpty = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_slice_revisions", x => new { x.LabelId, x.Slice, x.Revision });
                    table.ForeignKey(
                        name: "FK_slice_revisions_masks_MaskHash",
                        column: x => x.MaskHash,
                        principalSchema: "labeling",
                        principalTable: "masks",
                        principalColumn: "Hash",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_slice_revisions_revisions_LabelId_Revision",
                        columns: x => new { x.LabelId, x.Revision },
                        principalSchema: "labeling",
                        principalTable: "revisions",
                        principalColumns: new[] { "LabelId", "Number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_labels_JobId",
                schema: "labeling",
                table: "labels",
                column: "JobId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_labels_SelectionId",
                schema: "labeling",
                table: "labels",
                column: "SelectionId");

            migrationBuilder.CreateIndex(
                name: "IX_labels_SeriesInstanceUid_ChangedAt",
                schema: "labeling",
                table: "labels",
                columns: new[] { "SeriesInstanceUid", "ChangedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_revisions_LabelId_OperationId",
                schema: "labeling",
                table: "revisions",
                columns: new[] { "LabelId", "OperationId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_selections_SeriesInstanceUid_CreatedAt",
                schema: "labeling",
                table: "selections",
                columns: new[] { "SeriesInstanceUid", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_slice_revisions_LabelId_Revision",
                schema: "labeling",
                table: "slice_revisions",
                columns: new[] { "LabelId", "Revision" });

            migrationBuilder.CreateIndex(
                name: "IX_slice_revisions_MaskHash",
                schema: "labeling",
                table: "slice_revisions",
                column: "MaskHash");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "outbox",
                schema: "labeling");

            migrationBuilder.DropTable(
                name: "slice_revisions",
                schema: "labeling");

            migrationBuilder.DropTable(
                name: "masks",
                schema: "labeling");

            migrationBuilder.DropTable(
                name: "revisions",
                schema: "labeling");

            migrationBuilder.DropTable(
                name: "labels",
                schema: "labeling");

            migrationBuilder.DropTable(
                name: "selections",
                schema: "labeling");
        }
    }
}
