using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.InferenceService.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class JobVolume : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "VolumeId",
                schema: "inference",
                table: "jobs",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "VolumeId",
                schema: "inference",
                table: "jobs");
        }
    }
}
