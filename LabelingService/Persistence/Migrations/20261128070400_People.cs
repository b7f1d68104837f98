using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.LabelingService.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class People : Migration
    {
        /// <summary>What a model's run made had its person's name in place of the id: it is nobody's id.</summary>
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                UPDATE labeling.labels SET "CreatedById" = '' WHERE "CreatedById" = "CreatedBy";
                UPDATE labeling.revisions SET "SavedById" = '' WHERE "SavedById" = "SavedBy";
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
        }
    }
}
