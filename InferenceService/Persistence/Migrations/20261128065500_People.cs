using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.InferenceService.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class People : Migration
    {
        /// <summary>Of those before, only the name was kept: it is nobody's id.</summary>
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "RequestedById",
                schema: "inference",
                table: "jobs",
                type: "text",
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "RequestedById",
                schema: "inference",
                table: "jobs");
        }
    }
}
