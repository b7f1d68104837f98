using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.LabelingService.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Images : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What was kept by slice index stays so, under an empty UID, until LabelBinder has told which images they are.
            migrationBuilder.DropPrimaryKey(
                name: "PK_slice_revisions",
                schema: "labeling",
                table: "slice_revisions");

            migrationBuilder.RenameColumn(
                name: "Slice",
                schema: "labeling",
                table: "slice_revisions",
                newName: "Frame");

            migrationBuilder.AddColumn<string>(
                name: "SopInstanceUid",
                schema: "labeling",
                table: "slice_revisions",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddPrimaryKey(
                name: "PK_slice_revisions",
                schema: "labeling",
                table: "slice_revisions",
                columns: new[] { "LabelId", "SopInstanceUid", "Frame", "Revision" });

            migrationBuilder.AddColumn<string>(
                name: "Images",
                schema: "labeling",
                table: "selections",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "VolumeId",
                schema: "labeling",
                table: "selections",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "VolumeId",
                schema: "labeling",
                table: "revisions",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Area",
                schema: "labeling",
                table: "labels",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FirstVolumeId",
                schema: "labeling",
                table: "labels",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "VolumeId",
                schema: "labeling",
                table: "labels",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_slice_revisions",
                schema: "labeling",
                table: "slice_revisions");

            migrationBuilder.DropColumn(
                name: "SopInstanceUid",
                schema: "labeling",
                table: "slice_revisions");

            migrationBuilder.RenameColumn(
                name: "Frame",
                schema: "labeling",
                table: "slice_revisions",
                newName: "Slice");

            migrationBuilder.AddPrimaryKey(
                name: "PK_slice_revisions",
                schema: "labeling",
                table: "slice_revisions",
                columns: new[] { "LabelId", "Slice", "Revision" });

            migrationBuilder.DropColumn(
                name: "Images",
                schema: "labeling",
                table: "selections");

            migrationBuilder.DropColumn(
                name: "VolumeId",
                schema: "labeling",
                table: "selections");

            migrationBuilder.DropColumn(
                name: "VolumeId",
                schema: "labeling",
                table: "revisions");

            migrationBuilder.DropColumn(
                name: "Area",
                schema: "labeling",
                table: "labels");

            migrationBuilder.DropColumn(
                name: "FirstVolumeId",
                schema: "labeling",
                table: "labels");

            migrationBuilder.DropColumn(
                name: "VolumeId",
                schema: "labeling",
                table: "labels");
        }
    }
}
