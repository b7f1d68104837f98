using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.LabelingService.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class SegmentHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Segments",
                schema: "labeling",
                table: "revisions",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FirstSegments",
                schema: "labeling",
                table: "labels",
                type: "jsonb",
                nullable: false,
                defaultValue: "[]");

            // Labels made before this had no way to change their segments.
            migrationBuilder.Sql("""UPDATE labeling.labels SET "FirstSegments" = "Segments";""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Segments",
                schema: "labeling",
                table: "revisions");

            migrationBuilder.DropColumn(
                name: "FirstSegments",
                schema: "labeling",
                table: "labels");
        }
    }
}
