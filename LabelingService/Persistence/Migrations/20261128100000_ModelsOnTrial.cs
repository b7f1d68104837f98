using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.LabelingService.Persistence.Migrations
{
    /// <summary>
    /// Whether a model is for measurement is noted with each revision that it made. Of before, it is known of one model: the
    /// demonstration that came with Voxmark, which a measurement knew by its id until now. Only what is noted changes.
    /// </summary>
    [DbContext(typeof(LabelingDbContext))]
    [Migration("20261128100000_ModelsOnTrial")]
    public partial class ModelsOnTrial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
            """
            UPDATE labeling.revisions SET "Model" = "Model" || '{"ForMeasurement": false}'::jsonb
            WHERE "Model"->>'Id' = 'hu-threshold';
            """);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("""UPDATE labeling.revisions SET "Model" = "Model" - 'ForMeasurement' - 'Sha256' WHERE "Model" IS NOT NULL;""");
    }
}
